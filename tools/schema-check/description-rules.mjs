import { graphql } from "./graphql.mjs";

const { isEnumType, isInputObjectType, isInterfaceType, isObjectType } = graphql;

/**
 * Everything a client can meet is described in a sentence.
 *
 * @param {readonly import("graphql").GraphQLNamedType[]} types - the schema's own, without the built-in ones
 * @returns {string[]} what is not
 */
export function undescribed(types) {
  return types.flatMap((type) =>
    [type.name, ...membersOf(type)].filter((place) => !isDescribed(type, place)).map(tell),
  );
}

function membersOf(type) {
  if (isEnumType(type)) return type.getValues().map(({ name }) => `${type.name}.${name}`);
  if (isInputObjectType(type)) return Object.keys(type.getFields()).map((name) => `${type.name}.${name}`);
  if (!isObjectType(type) && !isInterfaceType(type)) return [];
  return Object.values(type.getFields()).flatMap((field) => [
    `${type.name}.${field.name}`,
    ...field.args.map((argument) => `${type.name}.${field.name}.${argument.name}`),
  ]);
}

function isDescribed(type, place) {
  const [, member, argument] = place.split(".");
  return (describedThing({ type, member, argument }).description ?? "").trim().length > 0;
}

function describedThing({ type, member, argument }) {
  if (member === undefined) return type;
  if (isEnumType(type)) return type.getValue(member);
  const field = type.getFields()[member];
  return argument === undefined ? field : field.args.find(({ name }) => name === argument);
}

function tell(place) {
  return `${place} has no description.`;
}
