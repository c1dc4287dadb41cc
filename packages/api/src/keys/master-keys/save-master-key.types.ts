import type { CheckValueConvention } from "@unlatch/core/keys/check-value";
import type { KeyUsage } from "@unlatch/core/keys/key-source";
import { createUnionType, Field, ID, InputType, Int, ObjectType } from "type-graphql";
import { NotPermitted, outcomeType as resolveType, Refusal } from "../../platform/refusal.ts";
import { CheckValueConventionEnum, KeyUsageEnum, MasterKey } from "./master-keys.types.ts";

@InputType({ description: "What the ceremony sheet says of the key to be." })
export class CreateMasterKeyInput {
  @Field(() => String, { description: "1 to 120 characters, not the name of another master key." })
  name: string;

  @Field(() => String, { description: "`AES-128`, `AES-192`, `AES-256`, `2TDEA` or `3TDEA`." })
  cipher: string;

  @Field(() => KeyUsageEnum, { description: "What it is for. It can never be changed." })
  usage: KeyUsage;

  @Field(() => Int, { description: "How many people enter a component: 2 or 3." })
  components: number;

  @Field(() => String, { description: "The check value of the whole key: six hex digits." })
  expectedCheckValue: string;

  @Field(() => CheckValueConventionEnum, {
    nullable: true,
    description: "How the sheet's check values are taken. Left out: enciphered zeros for 3DES, CMAC for AES.",
  })
  convention?: CheckValueConvention;
}

@InputType({ description: "A component as its holder reads it from their sheet." })
export class EnterMasterKeyComponentInput {
  @Field(() => ID, { description: "The master key." })
  masterKeyId: string;

  @Field(() => Int, { description: "Which component, from 1." })
  number: number;

  @Field(() => String, { description: "The component in hex digits. It is never kept in clear and never told again." })
  component: string;

  @Field(() => String, { description: "Its check value: six hex digits." })
  checkValue: string;
}

@InputType({ description: "A master key to approve." })
export class ApproveMasterKeyInput {
  @Field(() => ID, { description: "The master key." })
  masterKeyId: string;
}

@InputType({ description: "A master key to reject." })
export class RejectMasterKeyInput {
  @Field(() => ID, { description: "The master key." })
  masterKeyId: string;
}

@ObjectType({ description: "The step of the ceremony is done." })
export class MasterKeySaved {
  @Field(() => MasterKey, { description: "The master key as it is now." })
  masterKey: MasterKey;
}

@ObjectType({ implements: Refusal, description: "There is no master key of that id." })
export class MasterKeyNotFound {}

@ObjectType({ implements: Refusal, description: "A master key needs a name of 1 to 120 characters." })
export class MasterKeyNameUnusable {}

@ObjectType({ implements: Refusal, description: "Another master key has this name, in whatever case." })
export class MasterKeyNameTaken {}

@ObjectType({ implements: Refusal, description: "No master key can be of this cipher, convention or components." })
export class MasterKeyPlanUnusable {
  @Field(() => [String], { description: "What can be chosen." })
  possible: readonly string[];
}

@ObjectType({ implements: Refusal, description: "A check value has six hex digits." })
export class CheckValueUnreadable {}

@ObjectType({ implements: Refusal, description: "The installation refuses 3DES: strict cryptography is on." })
export class StrictModeRefusesLegacy {}

@ObjectType({ implements: Refusal, description: "The ceremony is not at this step." })
export class MasterKeyInAnotherState {}

@ObjectType({ implements: Refusal, description: "No component of this number is missing." })
export class ComponentNumberUnusable {
  @Field(() => [Int], { description: "The numbers that are." })
  missing: readonly number[];
}

@ObjectType({ implements: Refusal, description: "Whoever asked entered a component of this key already." })
export class ComponentAlreadyYours {}

@ObjectType({ implements: Refusal, description: "What was typed is no component of this key." })
export class ComponentUnreadable {
  @Field(() => Int, { description: "How many hex digits it has." })
  expectedDigits: number;
}

@ObjectType({ implements: Refusal, description: "A component of zeros only protects nothing." })
export class ComponentEmpty {}

@ObjectType({ implements: Refusal, description: "The component and its check value do not belong together." })
export class ComponentCheckValueDiffers {}

@ObjectType({ implements: Refusal, description: "The components together are not the key of the ceremony sheet." })
export class CombinedCheckValueDiffers {
  @Field(() => String, { description: "The check value on the ceremony sheet." })
  expected: string;
}

@ObjectType({ implements: Refusal, description: "The key is too weak to derive others." })
export class MasterKeyWeak {}

@ObjectType({ implements: Refusal, description: "The same key is here already." })
export class MasterKeyKnown {
  @Field(() => String, { description: "Under which name." })
  name: string;
}

@ObjectType({ implements: Refusal, description: "A key would both answer challenges and derive other keys." })
export class KeyUsageConflict {
  @Field(() => KeyUsageEnum, { description: "What it is for already." })
  usage: KeyUsage;
}

@ObjectType({ implements: Refusal, description: "Whoever approves a key must have entered no component of it." })
export class ApproverEnteredComponent {}

export const CreateMasterKeyResult = createUnionType({
  name: "CreateMasterKeyResult",
  description: "What can come of beginning a master key.",
  types: () =>
    [
      MasterKeySaved,
      MasterKeyNameUnusable,
      MasterKeyNameTaken,
      MasterKeyPlanUnusable,
      CheckValueUnreadable,
      StrictModeRefusesLegacy,
      NotPermitted,
    ] as const,
  resolveType,
});

export const EnterMasterKeyComponentResult = createUnionType({
  name: "EnterMasterKeyComponentResult",
  description: "What can come of entering a component.",
  types: () =>
    [
      MasterKeySaved,
      MasterKeyNotFound,
      MasterKeyInAnotherState,
      ComponentNumberUnusable,
      ComponentAlreadyYours,
      ComponentUnreadable,
      ComponentEmpty,
      CheckValueUnreadable,
      ComponentCheckValueDiffers,
      CombinedCheckValueDiffers,
      MasterKeyWeak,
      MasterKeyKnown,
      KeyUsageConflict,
      NotPermitted,
    ] as const,
  resolveType,
});

const decisions = () =>
  [MasterKeySaved, MasterKeyNotFound, MasterKeyInAnotherState, ApproverEnteredComponent, NotPermitted] as const;

export const ApproveMasterKeyResult = createUnionType({
  name: "ApproveMasterKeyResult",
  description: "What can come of approving a master key.",
  types: decisions,
  resolveType,
});

export const RejectMasterKeyResult = createUnionType({
  name: "RejectMasterKeyResult",
  description: "What can come of rejecting a master key.",
  types: () => [MasterKeySaved, MasterKeyNotFound, MasterKeyInAnotherState, NotPermitted] as const,
  resolveType,
});
