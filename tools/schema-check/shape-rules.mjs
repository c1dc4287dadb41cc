import { graphql } from "./graphql.mjs";

const { getNamedType, isEnumType, isInputObjectType, isInterfaceType, isObjectType, isScalarType } = graphql;
const fieldsOf = (type) => Object.values(type.getFields());
const wordsOf = (name) => name.split(/_|(?<=[a-z0-9])(?=[A-Z])/).map((word) => word.toLowerCase());

/**
 * A list that can grow is a connection: edges, nodes, pageInfo, totalCount, asked for with `first` and `after`.
 *
 * @param {readonly import("graphql").GraphQLNamedType[]} types
 * @returns {string[]} what is otherwise
 */
export function oddConnections(types) {
  const isConnection = ({ name }) => name.endsWith("Connection");
  const shapes = types.filter((type) => isObjectType(type) && isConnection(type)).flatMap(oddConnectionShape);
  const objects = types.filter((type) => isObjectType(type) || isInterfaceType(type));
  const asked = objects.flatMap((type) =>
    fieldsOf(type)
      .filter((field) => isConnection(getNamedType(field.type)))
      .filter(
        ({ args }) =>
          !["first: Int!", "after: String"].every((wanted) =>
            args.some((arg) => `${arg.name}: ${arg.type}` === wanted),
          ),
      )
      .map((field) => `${type.name}.${field.name} must take first: Int! and after: String.`),
  );
  return [...shapes, ...asked];
}

/** Enum values are in capitals, as in `ACTIVE`. */
export function oddEnumValues(types) {
  return types.filter(isEnumType).flatMap((type) =>
    type
      .getValues()
      .filter(({ name }) => !/^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/.test(name))
      .map(({ name }) => `${type.name}.${name} must be in capitals.`),
  );
}

/** A PIN is typed on the computer only, and no secret leaves by the schema: there is no field for either. */
export function forbiddenFields(types) {
  const withFields = types.filter((type) => isObjectType(type) || isInterfaceType(type) || isInputObjectType(type));
  return withFields.flatMap((type) =>
    fieldsOf(type)
      .filter((field) => isForbidden(field, isInputObjectType(type) || type.name === "Mutation"))
      .map(({ name }) => `${type.name}.${name} must not exist.`),
  );
}

function isForbidden({ name, type }, isInput) {
  const words = wordsOf(name);
  if (words.includes("pin") || words.includes("puk")) return true;
  if (isInput) return false;
  const isSecret = ["password", "secret", "sealed", "hash", "fingerprint"].some((word) => words.includes(word));
  return isSecret || isKeyItself(words, type);
}

/** What is known of a key may be told (its state, its check value); a text or a number that is the key may not. */
function isKeyItself(words, type) {
  if (!words.includes("key") || !isScalarType(getNamedType(type))) return false;
  return words.at(-1) === "key" || ["hex", "bytes", "material", "component"].some((word) => words.includes(word));
}

function oddConnectionShape(type) {
  const item = type.name.slice(0, -"Connection".length);
  const edge = fieldsOf(type).find(({ name }) => name === "edges")?.type;
  const edgeFields = edge && isObjectType(getNamedType(edge)) ? fieldsOf(getNamedType(edge)) : [];
  const has = (fields, wanted) => fields.some(({ name, type: fieldType }) => `${name}: ${fieldType}` === wanted);
  const missing = [`edges: [${item}Edge!]!`, `nodes: [${item}!]!`, "pageInfo: PageInfo!", "totalCount: Count!"]
    .filter((wanted) => !has(fieldsOf(type), wanted))
    .map((wanted) => `${type.name} lacks ${wanted}.`);
  const missingInEdge = ["cursor: String!", `node: ${item}!`]
    .filter((wanted) => !has(edgeFields, wanted))
    .map((wanted) => `${item}Edge lacks ${wanted}.`);
  return [...missing, ...missingInEdge];
}
