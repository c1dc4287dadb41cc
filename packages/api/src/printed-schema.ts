import {
  type GraphQLNamedType,
  type GraphQLSchema,
  isIntrospectionType,
  isObjectType,
  isSpecifiedScalarType,
  lexicographicSortSchema,
  printType,
} from "graphql";

/**
 * Prints the public contract, committed as `schema.graphql`: what can be asked first, then every type by its name. The fields
 * of a type come from several domains, so they stand in the order of their names; the values of an enum as they were written.
 */
export function printedSchema(schema: GraphQLSchema): string {
  const isRoot = (type: GraphQLNamedType) => type === schema.getQueryType() || type === schema.getMutationType();
  const own = Object.values(schema.getTypeMap()).filter(
    (type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type) && !isRoot(type),
  );
  const byName = own.sort((left, right) => (left.name < right.name ? -1 : 1));
  const roots = [schema.getQueryType(), schema.getMutationType()].filter((type) => !!type);
  const sorted = lexicographicSortSchema(schema);
  const inOrder = (type: GraphQLNamedType) => (isObjectType(type) ? (sorted.getType(type.name) ?? type) : type);
  return `${[...roots, ...byName].map((type) => printType(inOrder(type))).join("\n\n")}\n`;
}
