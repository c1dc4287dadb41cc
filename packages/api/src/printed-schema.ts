import { type GraphQLSchema, lexicographicSortSchema, printSchema } from "graphql";

/** @returns the schema as SDL in a stable order: the public contract, committed as `schema.graphql` */
export function printedSchema(schema: GraphQLSchema): string {
  return `${printSchema(lexicographicSortSchema(schema)).trimEnd()}\n`;
}
