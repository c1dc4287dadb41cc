import { type GraphQLSchema, isInterfaceType } from "graphql";
import { Field, InterfaceType, ObjectType } from "type-graphql";
import { type Permission, permissionsOf, type Role, roles } from "@unlatch/core/access/permissions";
import type { Outcome } from "./unit-of-work.ts";

/** What every refusal tells, so that a client can show all of them with one fragment. */
@InterfaceType({
  description: "Why something was not done. Every refusal of every mutation says at least this.",
  resolveType: (outcome: object) => outcomeType(outcome),
})
export abstract class Refusal {
  @Field(() => String, { description: "Stable name of the refusal in capitals, for programs: `CARD_NOT_ACTIVE`." })
  code: string;

  @Field(() => String, { description: "What to do about it, in a sentence for the person." })
  message: string;

  @Field(() => [String], {
    nullable: true,
    description: 'Path of the input field it is about, such as `["challenge"]`; null when it is about none.',
  })
  field: string[] | null;
}

/** The words of one refusal, with its facts filled in. */
export interface RefusalText {
  readonly message: string;
  readonly field?: readonly string[] | null;
}

/** The words of a domain's refusals, by the name of their GraphQL type. */
export type RefusalTexts = Readonly<Record<string, (outcome: never) => RefusalText>>;

/** A role does not allow a mutation. */
@ObjectType({ implements: Refusal, description: "The role of whoever asked does not allow this." })
export class NotPermitted {
  type: "NotPermitted";
  permission: Permission;
  /** Whether a program asked, whose token lacks the scope. */
  isProgram: boolean;
}

const roleWords: Readonly<Record<Role, string>> = {
  ADMINISTRATOR: "administrators",
  OPERATOR: "operators",
  AUDITOR: "auditors",
  SELF_SERVICE_USER: "self-service users",
};

/** The words of the refusals that every domain has in common; a schema need not have them all. */
const sharedTexts: RefusalTexts = {
  NotPermitted: ({ permission, isProgram }: NotPermitted) => ({
    message: isProgram
      ? `This takes the scope ${permission}, which the token does not have or cannot have.`
      : `Only ${whoMay(permission)} can do this.`,
  }),
};

function whoMay(permission: Permission): string {
  const words = roles.filter((role) => permissionsOf(role).includes(permission)).map((role) => roleWords[role]);
  return words.length > 1 ? `${words.slice(0, -1).join(", ")} and ${words.at(-1)}` : (words[0] ?? "nobody");
}

/**
 * Gives `code`, `message` and `field` of every refusal in a schema their values, so that use cases return bare facts.
 *
 * @throws RangeError when a refusal of the schema has no text, or a text no refusal
 */
export function tellRefusals(schema: GraphQLSchema, texts: RefusalTexts): void {
  const refusal = schema.getType("Refusal");
  const types = isInterfaceType(refusal) ? schema.getPossibleTypes(refusal) : [];
  const spare = Object.keys(texts).filter((name) => !types.some((type) => type.name === name));
  if (spare.length > 0) throw new RangeError(`texts: no refusal is named ${spare.join(", ")}`);
  for (const type of types) {
    const textOf = (texts[type.name] ?? sharedTexts[type.name]) as ((outcome: Outcome) => RefusalText) | undefined;
    if (!textOf) throw new RangeError(`texts: the refusal ${type.name} has none`);
    const fields = type.getFields();
    const tell = (name: string, value: (outcome: Outcome) => unknown) => {
      const field = fields[name];
      if (field) field.resolve = value;
    };
    tell("code", () => codeOf(type.name));
    tell("message", (outcome) => textOf(outcome).message);
    tell("field", (outcome) => textOf(outcome).field ?? null);
  }
}

/** Tells a union of the schema which of its members an outcome is: the one its discriminant names. */
export function outcomeType(outcome: object): string {
  return (outcome as Outcome).type;
}

/** @returns `CARD_NOT_ACTIVE` for `CardNotActive` */
export function codeOf(typeName: string): string {
  return typeName.replaceAll(/(?<=[a-z0-9])(?=[A-Z])/g, "_").toUpperCase();
}
