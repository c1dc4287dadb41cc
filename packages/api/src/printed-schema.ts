import {
  type GraphQLNamedType,
  type GraphQLSchema,
  isIntrospectionType,
  isSpecifiedScalarType,
  printType,
} from "graphql";

/**
 * Prints the public contract, committed as `schema.graphql`: what can be asked first, then every type by its name, each
 * with its fields in the order they were written.
 */
export function printedSchema(schema: GraphQLSchema): string {
  const isRoot = (type: GraphQLNamedType) => type === schema.getQueryType() || type === schema.getMutationType();
  const own = Object.values(schema.getTypeMap()).filter(
    (type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type) && !isRoot(type),
  );
  const byName = own.sort((left, right) => (left.name < right.name ? -1 : 1));
  const roots = [schema.getQueryType(), schema.getMutationType()].filter((type) => !!type);
  return `${[...roots, ...byName].map(printType).join("\n\n")}\n`;
}
