import type { GraphQLSchema } from "graphql";
import { isObjectType } from "graphql";
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
  tellRefusals(schema, Object.assign({}, ...texts) as RefusalTexts);
  readPlainFieldsDirectly(schema);
  return schema;
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
