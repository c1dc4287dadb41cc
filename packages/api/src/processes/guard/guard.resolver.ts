import { type AttemptStanding, attemptStanding } from "@unlatch/core/guard/attempts";
import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from "type-graphql";
import { Card, type CardRecord } from "../../cards/index.ts";
import type { Person } from "../../platform/actor.ts";
import type { RequestContext } from "../../platform/request-context.ts";
import { Inherits, Requires } from "../../platform/requires.ts";
import { CardAttempts, ResetAttemptsInput, ResetAttemptsResult } from "./guard.types.ts";
import type { makeResetAttempts } from "./reset-attempts.ts";

/** How a card stands with its attempts, asked for many cards at once. */
export type AttemptsOf = (context: RequestContext, card: CardRecord) => Promise<AttemptStanding>;

/** What guards a card, as the schema shows it. */
@Resolver(() => Card)
export class GuardResolver {
  constructor(
    private readonly attemptsOf: AttemptsOf,
    private readonly reset: ReturnType<typeof makeResetAttempts>,
  ) {}

  @FieldResolver(() => CardAttempts, { description: "How many tries of the card were used up, and how many are left." })
  @Inherits()
  attempts(@Root() card: CardRecord, @Ctx() context: RequestContext) {
    return this.attemptsOf(context, card);
  }

  @Mutation(() => ResetAttemptsResult, { description: "Counts a card's attempts from none again, with a reason." })
  @Requires("attempt:reset")
  resetAttempts(
    @Arg("input", () => ResetAttemptsInput, { description: "The card, and why." }) input: ResetAttemptsInput,
    @Ctx() { actor }: RequestContext,
  ) {
    return this.reset(actor as Person, input);
  }
}

/** Where a card stands whose profile is gone from this request: without limits. */
export const withoutLimits = attemptStanding({ warnAt: null, stopAt: null }, 0);
