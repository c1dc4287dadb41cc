import { createUnionType, Field, ID, InputType, Int, ObjectType } from "type-graphql";
import { Card, CardNotFound, type CardRecord } from "../../cards/index.ts";
import { NotPermitted, outcomeType, Refusal } from "../../platform/refusal.ts";
import { DateTime } from "../../platform/scalars.ts";

@ObjectType({ description: "How many responses a card had without a success, and how many it can still have." })
export class CardAttempts {
  @Field(() => Int, { description: "Responses since somebody last reported that one worked, or since a reset." })
  releasedSinceSuccess: number;

  @Field(() => Int, { nullable: true, description: "From so many on the person is warned; null: never." })
  warnAt: number | null;

  @Field(() => Int, { nullable: true, description: "At so many none is given any more; null: no limit." })
  stopAt: number | null;

  @Field(() => Int, { nullable: true, description: "How many can still be given; null: no limit." })
  triesLeft: number | null;

  @Field(() => Boolean, { description: "Whether few are left, so that the person compares with care." })
  isWarned: boolean;

  @Field(() => Boolean, { description: "Whether no more responses are given until the attempts are reset." })
  isStopped: boolean;
}

@ObjectType({ implements: Refusal, description: "No card shows such a challenge by chance." })
export class ChallengeDegenerate {}

@ObjectType({
  implements: Refusal,
  description: "The card had as many responses without a success as its tries can bear. An operator can reset them.",
})
export class AttemptsExhausted {
  @Field(() => String, { description: "What to quote to the help desk." })
  reference: string;
}

@ObjectType({ implements: Refusal, description: "The card or the person had as many responses as they may for now." })
export class QuotaExhausted {
  @Field(() => DateTime, { nullable: true, description: "When the next one can be given; null: not by waiting." })
  availableAt: Date | null;

  @Field(() => String, { description: "What to quote to the help desk." })
  reference: string;
}

@InputType({ description: "The card whose attempts are counted anew, and why." })
export class ResetAttemptsInput {
  @Field(() => ID, { description: "The card." })
  cardId: string;

  @Field(() => String, { description: "Why, for the audit log: 1 to 200 characters." })
  reason: string;
}

@ObjectType({ description: "The attempts of the card are counted from none again." })
export class AttemptsReset {
  @Field(() => Card, { description: "The card." })
  card: CardRecord;
}

@ObjectType({ implements: Refusal, description: "No reason was given, or one that is too long to keep." })
export class ResetReasonMissing {}

export const ResetAttemptsResult = createUnionType({
  name: "ResetAttemptsResult",
  description: "What can come of resetting a card's attempts.",
  types: () => [AttemptsReset, CardNotFound, ResetReasonMissing, NotPermitted] as const,
  resolveType: outcomeType,
});
