import { undescribed } from "./description-rules.mjs";
import { graphql } from "./graphql.mjs";
import { oddMutations, oddRefusals } from "./mutation-rules.mjs";
import { forbiddenFields, oddConnections, oddEnumValues } from "./shape-rules.mjs";

const { buildSchema, isIntrospectionType, isSpecifiedScalarType } = graphql;

/**
 * Reads a schema as its clients will, and says what is not as the contract promises.
 *
 * @param {string} sdl
 * @returns {string[]} one sentence a finding
 */
export function findingsIn(sdl) {
  const schema = buildSchema(sdl);
  const types = Object.values(schema.getTypeMap()).filter(
    (type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type),
  );
  return [
    ...undescribed(types),
    ...oddMutations(schema),
    ...oddRefusals(schema),
    ...oddConnections(types),
    ...oddEnumValues(types),
    ...forbiddenFields(types),
  ];
}
