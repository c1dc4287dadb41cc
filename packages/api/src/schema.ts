import { type GraphQLArgument, type GraphQLSchema, isObjectType } from "graphql";
import { buildSchemaSync, getMetadataStorage } from "type-graphql";
import { type RefusalTexts, tellRefusals } from "./platform/refusal.ts";
import { requireGuards } from "./platform/requires.ts";

/**
 * Builds the schema over resolvers that are already put together.
 *
 * @param resolvers - instances, each the only one of its class
 * @param texts - the words of every domain's refusals
 * @throws RangeError when a resolver does not say who may ask it, or a refusal has no words
 */
export function makeSchema(resolvers: readonly object[], texts: readonly RefusalTexts[]): GraphQLSchema {
  const instances = new Map<unknown, object>(resolvers.map((resolver) => [resolver.constructor, resolver]));
  const [first, ...others] = resolvers.map((resolver) => resolver.constructor);
  if (!first) throw new RangeError("resolvers: expected at least one");
  requireGuards();
  const schema = buildSchemaSync({
    resolvers: [first, ...others],
    container: { get: (resolverClass: unknown) => instances.get(resolverClass) },
    validate: false,
  });
  describeRoots(schema);
  putArgumentsInOrder(schema);
  tellRefusals(schema, Object.assign({}, ...texts) as RefusalTexts);
  readPlainFieldsDirectly(schema);
  return schema;
}

function describeRoots(schema: GraphQLSchema): void {
  const [query, mutation] = [schema.getQueryType(), schema.getMutationType()];
  if (query) query.description = "Everything that can be asked. Only `site` and `viewer` answer without signing in.";
  if (mutation) mutation.description = "Everything that can be done. Each answers with its success or a named refusal.";
  for (const { args } of Object.values(mutation?.getFields() ?? {})) {
    for (const argument of args) argument.description ??= "What it is to be done with.";
  }
}

/** Parameter decorators run from the last parameter to the first; the contract reads better as it was written. */
function putArgumentsInOrder(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith("__")) continue;
    for (const { args } of Object.values(type.getFields())) (args as GraphQLArgument[]).reverse();
  }
}

/** A field that nothing guards or computes is read by graphql itself, without type-graphql's promise around each value. */
function readPlainFieldsDirectly(schema: GraphQLSchema): void {
  const { objectTypes, fieldResolvers } = getMetadataStorage();
  for (const { name, fields = [], target } of objectTypes) {
    const type = schema.getType(name);
    if (!isObjectType(type)) continue;
    const computed = new Set(
      fieldResolvers.filter((one) => one.getObjectType?.() === target).map(({ methodName }) => methodName),
    );
    for (const field of fields) {
      const isPlain = field.name === field.schemaName && !computed.has(field.name) && !field.middlewares?.length;
      const shown = type.getFields()[field.schemaName];
      if (isPlain && shown) delete shown.resolve;
    }
  }
}
