import { graphql } from "./graphql.mjs";

const { isInputObjectType, isNonNullType, isObjectType, isUnionType } = graphql;
/** What is done to oneself and needs nothing to be told. */
const withoutInput = new Set([
  "beginAddPasskey",
  "beginAddTotp",
  "sendAddressConfirmation",
  "beginPasskeySignIn",
  "beginStepUp",
  "endOtherSessions",
  "makeRecoveryCodes",
  "removeTotp",
]);
const capitalised = (name) => name[0].toUpperCase() + name.slice(1);

/**
 * Every mutation takes one `input` and answers with a union of one success and its named refusals.
 *
 * @param {import("graphql").GraphQLSchema} schema
 * @returns {string[]} what is otherwise
 */
export function oddMutations(schema) {
  const mutations = Object.values(schema.getMutationType()?.getFields() ?? {});
  return mutations
    .filter(({ name }) => name !== "signOut")
    .flatMap((mutation) => [...oddInput(mutation), ...oddResult(mutation)]);
}

/**
 * Every refusal carries code, message and field, and comes out of a mutation.
 *
 * @param {import("graphql").GraphQLSchema} schema
 * @returns {string[]} what is otherwise
 */
export function oddRefusals(schema) {
  const refusal = schema.getType("Refusal");
  if (refusal === undefined) return ["The interface Refusal is missing."];
  const shape = Object.values(refusal.getFields()).map(({ name, type }) => `${name}: ${type}`);
  const expected = ["code: String!", "message: String!", "field: [String!]"];
  const missing = expected.filter((field) => !shape.includes(field));
  const members = new Set(
    Object.values(schema.getTypeMap())
      .filter(isUnionType)
      .flatMap((union) => union.getTypes()),
  );
  const strays = schema.getPossibleTypes(refusal).filter((type) => !members.has(type));
  return [
    ...missing.map((field) => `Refusal lacks ${field}.`),
    ...strays.map(({ name }) => `${name} is a refusal that no result names.`),
  ];
}

function oddInput({ name, args }) {
  if (withoutInput.has(name)) return args.length === 0 ? [] : [`Mutation.${name} must take nothing.`];
  const [argument] = args;
  const wanted = `${capitalised(name)}Input!`;
  const isAsWanted =
    args.length === 1 &&
    argument.name === "input" &&
    isNonNullType(argument.type) &&
    isInputObjectType(argument.type.ofType) &&
    String(argument.type) === wanted;
  return isAsWanted ? [] : [`Mutation.${name} must take exactly (input: ${wanted}).`];
}

function oddResult({ name, type }) {
  const wanted = `${capitalised(name)}Result!`;
  if (String(type) !== wanted || !isUnionType(type.ofType))
    return [`Mutation.${name} must return the union ${wanted}.`];
  const isRefusal = (member) => isObjectType(member) && member.getInterfaces().some((one) => one.name === "Refusal");
  const successes = type.ofType.getTypes().filter((member) => !isRefusal(member));
  if (successes.length === 1) return [];
  const named = successes.map((member) => member.name).join(", ") || "none";
  return [`${type.ofType.name} must have exactly one member that is no refusal; it has ${named}.`];
}
