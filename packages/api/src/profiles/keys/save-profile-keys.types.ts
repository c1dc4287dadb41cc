import type { DiversificationScheme } from "@unlatch/core/keys/diversification-scheme";
import type { KeySource } from "@unlatch/core/keys/key-source";
import { ArgsType, createUnionType, Field, ID, InputType, Int, ObjectType } from "type-graphql";
import { KeyUsageConflict, StrictModeRefusesLegacyType } from "../../keys/index.ts";
import { NotPermitted, outcomeType as resolveType, Refusal } from "../../platform/refusal.ts";
import { CardProfile } from "../card-profile.types.ts";
import { CardTypeInUse, CardTypeUnknown, LegacyReasonMissing } from "../card-type-refusals.types.ts";
import { CardProfileNotFound, ChangedMeanwhile } from "../save-card-profile.types.ts";
import { DiversificationSchemeEnum, KeySourceEnum } from "./profile-keys.types.ts";

@InputType({ description: "A card type that Unlatch does not ship." })
export class CustomCardTypeInput {
  @Field(() => String, { description: "`3DES`, `AES-128`, `AES-192` or `AES-256`." })
  cipher: string;

  @Field(() => String, { description: "`ECB` or `CBC`, which starts from zeros." })
  mode: string;

  @Field(() => [Int], { description: "How many hex digits its challenges can have." })
  challengeLengths: number[];

  @Field(() => Int, { description: "How many hex digits its admin keys have." })
  keyLength: number;
}

@InputType({ description: "How many responses without a reported success a card may have. Left out: the usual." })
export class AttemptLimitsInput {
  @Field(() => Int, { nullable: true, description: "From which on the person is warned." })
  warnAt?: number;

  @Field(() => Int, {
    nullable: true,
    description: "After which there are no more; at most two below the card's limit.",
  })
  stopAt?: number;
}

@InputType({ description: "How many responses a card may have. Left out: the usual." })
export class QuotasInput {
  @Field(() => Int, { nullable: true, description: "In 24 hours." })
  perDay?: number;

  @Field(() => Int, { nullable: true, description: "In a year." })
  perYear?: number;

  @Field(() => Int, { nullable: true, description: "In the life of its key; at most 1,000." })
  perLifetime?: number;
}

@InputType({ description: "How the cards of a profile answer, and where their keys come from: all of it." })
export class SaveProfileKeysInput {
  @Field(() => ID, { description: "The card profile." })
  profileId: string;

  @Field(() => Int, { description: "The version that was looked at." })
  version: number;

  @Field(() => String, { description: "Name of a card type, or `custom`." })
  cardType: string;

  @Field(() => CustomCardTypeInput, { nullable: true, description: "With the card type `custom`: what it is." })
  custom?: CustomCardTypeInput;

  @Field(() => KeySourceEnum, { description: "Where its cards' keys come from." })
  keySource: KeySource;

  @Field(() => DiversificationSchemeEnum, { nullable: true, description: "With `DIVERSIFIED`: how." })
  scheme?: DiversificationScheme;

  @Field(() => String, {
    nullable: true,
    description:
      "With `DIVERSIFIED`: from what. Hex digits stand for themselves; `{serial}` for the characters of the serial number, `{serial:bcd}` and `{serial:hex}` for its digits two a byte, `{serial.last8:bcd}` for its last eight, `{cardId}` for the 16 bytes of the card's id. Before a `|` may stand a label, or the number of the key meant.",
  })
  inputTemplate?: string;

  @Field(() => ID, {
    nullable: true,
    description: "With `DIVERSIFIED` or `UNIFORM`: an active master key of that usage.",
  })
  masterKeyId?: string;

  @Field(() => String, { nullable: true, description: "Why, where the card type still uses 3DES." })
  legacyReason?: string;

  @Field(() => AttemptLimitsInput, { nullable: true, description: "When too many responses went without a success." })
  attemptLimits?: AttemptLimitsInput;

  @Field(() => QuotasInput, { nullable: true, description: "How many responses a card may have." })
  quotas?: QuotasInput;
}

/** Settings to try before they are saved. */
@ArgsType()
export class DerivationPreviewArgs {
  @Field(() => ID, { description: "The card profile." })
  profileId: string;

  @Field(() => String, { description: "Name of a card type, or `custom`." })
  cardType: string;

  @Field(() => CustomCardTypeInput, { nullable: true, description: "With the card type `custom`: what it is." })
  custom?: CustomCardTypeInput;

  @Field(() => DiversificationSchemeEnum, { description: "How keys are computed." })
  scheme: DiversificationScheme;

  @Field(() => String, { description: "From what, as in `saveProfileKeys`." })
  inputTemplate: string;

  @Field(() => ID, { nullable: true, description: "The master key; without one there is only the input." })
  masterKeyId?: string;

  @Field(() => ID, { nullable: true, description: "The card to try; left out: the profile's first." })
  cardId?: string;
}

@ObjectType({ description: "The key settings are saved." })
export class ProfileKeysSaved {
  @Field(() => CardProfile, { description: "The profile as it is now." })
  cardProfile: CardProfile;
}

@ObjectType({ implements: Refusal, description: "No card can be as described." })
export class CustomCardTypeUnusable {
  @Field(() => [String], { description: "What can be chosen; lengths in hex digits." })
  possible: readonly string[];
}

@ObjectType({ implements: Refusal, description: "Cards of this type do not come by their keys in this way." })
export class KeySourceDoesNotFit {}

@ObjectType({ implements: Refusal, description: "The input template cannot be read, or is the same for every card." })
export class InputTemplateUnreadable {
  @Field(() => String, { description: "The part that is not understood." })
  part: string;
}

@ObjectType({ implements: Refusal, description: "The input template gives what the scheme does not take." })
export class InputTemplateDoesNotFit {
  @Field(() => Int, { description: "The least bytes the scheme takes." })
  least: number;

  @Field(() => Int, { description: "The most bytes the scheme takes." })
  most: number;
}

@ObjectType({ implements: Refusal, description: "Scheme, master key and card type do not go together." })
export class SchemeDoesNotFit {
  @Field(() => [String], { description: "Kinds of master key that would." })
  possibleMasterKeys: readonly string[];
}

@ObjectType({ implements: Refusal, description: "There is no such master key, or it was not approved." })
export class MasterKeyNotUsable {}

@ObjectType({ implements: Refusal, description: "A limit or a quota is out of bounds." })
export class LimitOutOfBounds {
  @Field(() => Int, { description: "The least it can be." })
  least: number;

  @Field(() => Int, { description: "The most it can be." })
  most: number;
}

export const SaveProfileKeysResult = createUnionType({
  name: "SaveProfileKeysResult",
  description: "What can come of saving key settings.",
  types: () =>
    [
      ProfileKeysSaved,
      CardProfileNotFound,
      ChangedMeanwhile,
      CardTypeUnknown,
      CustomCardTypeUnusable,
      CardTypeInUse,
      LegacyReasonMissing,
      StrictModeRefusesLegacyType,
      KeySourceDoesNotFit,
      InputTemplateUnreadable,
      InputTemplateDoesNotFit,
      SchemeDoesNotFit,
      MasterKeyNotUsable,
      KeyUsageConflict,
      LimitOutOfBounds,
      NotPermitted,
    ] as const,
  resolveType,
});
