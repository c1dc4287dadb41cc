import type { KeySource } from "@unlatch/core/keys/key-source";
import { createUnionType, Field, ID, InputType, Int, ObjectType, registerEnumType } from "type-graphql";
import { StrictModeRefusesLegacyType } from "../../keys/index.ts";
import { enumOf } from "../../platform/enum-of.ts";
import { NotPermitted, outcomeType as resolveType, Refusal } from "../../platform/refusal.ts";
import { CardTypeUnknown, KeySourceEnum, LegacyReasonMissingType } from "../../profiles/index.ts";
import { Card, CardChangedMeanwhile, CardNotFound } from "../cards.types.ts";

/** Whether a card's key can be used, as the schema names it. */
export const KeyStateEnum = enumOf(["READY", "MISSING", "TROUBLED"] as const);
registerEnumType(KeyStateEnum, {
  name: "KeyState",
  description: "Whether a card's admin key can be used.",
  valuesConfig: {
    READY: { description: "There, and its check value is right." },
    MISSING: { description: "The card has no key." },
    TROUBLED: { description: "There, or to be derived, but it cannot be used; see `keyTrouble`." },
  },
});

@InputType({ description: "What a card is to have otherwise than its profile: both at once." })
export class SaveCardKeysInput {
  @Field(() => ID, { description: "The card." })
  cardId: string;

  @Field(() => Int, { description: "The version that was looked at." })
  version: number;

  @Field(() => String, { nullable: true, description: "Name of a card type; left out: as the profile says." })
  cardTypeOverride?: string;

  @Field(() => KeySourceEnum, {
    nullable: true,
    description: "Where its key comes from; left out: as the profile says.",
  })
  keySourceOverride?: KeySource;

  @Field(() => String, { nullable: true, description: "Why, where this card uses 3DES and its profile does not." })
  legacyReason?: string;
}

@ObjectType({ description: "What the card has otherwise is saved." })
export class CardKeysSaved {
  @Field(() => Card, { description: "The card as it is now." })
  card: Card;
}

@ObjectType({
  implements: Refusal,
  description: "The profile is not set up for this source, or the card type does not take it.",
})
export class KeySourceNotSetUp {}

@ObjectType({ implements: Refusal, description: "The card has no key that it could use then." })
export class CardKeyDoesNotFit {}

export const SaveCardKeysResult = createUnionType({
  name: "SaveCardKeysResult",
  description: "What can come of saving what a card has otherwise than its profile.",
  types: () =>
    [
      CardKeysSaved,
      CardNotFound,
      CardChangedMeanwhile,
      CardTypeUnknown,
      KeySourceNotSetUp,
      LegacyReasonMissingType,
      StrictModeRefusesLegacyType,
      CardKeyDoesNotFit,
      NotPermitted,
    ] as const,
  resolveType,
});
