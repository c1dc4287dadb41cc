import { createUnionType, Field, ID, InputType, ObjectType } from "type-graphql";
import { NotPermitted, outcomeType, Refusal } from "../../platform/refusal.ts";
import { DateTime } from "../../platform/scalars.ts";
import type { CardRecord } from "../card.repository.ts";
import { Card, CardNotFound } from "../cards.types.ts";

@ObjectType({
  implements: Refusal,
  description:
    "Unblocking is stopped for this card: a response was reported as not asked for. An operator can undo it.",
})
export class CardFrozen {
  @Field(() => DateTime, { description: "Since when." })
  since: Date;
}

@InputType({ description: "The card to unblock again, and why." })
export class UnfreezeCardInput {
  @Field(() => ID, { description: "The card." })
  cardId: string;

  @Field(() => String, { description: "Why, for the audit log: 1 to 200 characters." })
  reason: string;
}

@ObjectType({ description: "The card can be unblocked again, as its profile says." })
export class CardUnfrozen {
  @Field(() => Card, { description: "The card." })
  card: CardRecord;
}

@ObjectType({ implements: Refusal, description: "The card is not frozen." })
export class CardNotFrozen {}

@ObjectType({ implements: Refusal, description: "It is one's own card, so somebody else has to look at it." })
export class UnfreezeNotForOwnCard {}

@ObjectType({ implements: Refusal, description: "No reason was given, or one that is too long to keep." })
export class UnfreezeReasonMissing {}

export const UnfreezeCardResult = createUnionType({
  name: "UnfreezeCardResult",
  description: "What can come of letting a frozen card be unblocked again.",
  types: () =>
    [CardUnfrozen, CardNotFound, CardNotFrozen, UnfreezeNotForOwnCard, UnfreezeReasonMissing, NotPermitted] as const,
  resolveType: outcomeType,
});
