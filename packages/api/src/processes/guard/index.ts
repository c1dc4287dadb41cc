import { attemptStanding } from "@unlatch/core/guard/attempts";
import { type BatchLoader, batchLoader, perRequest } from "../../platform/per-request.ts";
import type { RequestContext } from "../../platform/request-context.ts";
import type { Sql } from "../../platform/sql.ts";
import type { UnitOfWork } from "../../platform/unit-of-work.ts";
import type { ProfileRecord } from "../../profiles/index.ts";
import { cardGuardRepository } from "./card-guard.repository.ts";
import { attemptLimitsOf } from "./card-limits.ts";
import { type AttemptsOf, GuardResolver, withoutLimits } from "./guard.resolver.ts";
import { makeResetAttempts } from "./reset-attempts.ts";

export { cardGuardRepository, type ReleaseCounts } from "./card-guard.repository.ts";
export { attemptLimitsOf, quotasOf } from "./card-limits.ts";
export { guardRefusalTexts } from "./guard.refusals.ts";
export { type GuardRefusal, guardPolicy } from "./guard-rules.ts";
export { makeNoticeCounting } from "./notice-counting.ts";

/** Puts what guards a card together: its resolver, and the verb that resets attempts. */
export function makeGuard(given: {
  readonly reader: Sql;
  readonly unitOfWork: UnitOfWork;
  readonly profilesOf: (context: RequestContext) => BatchLoader<ProfileRecord>;
}) {
  const counts = perRequest(() => batchLoader<number>((ids) => cardGuardRepository(given.reader).attemptsOn(ids)));
  const attemptsOf: AttemptsOf = async (context, card) => {
    const profile = await given.profilesOf(context).load(card.profileId);
    const released = (await counts(context).load(card.id)) ?? 0;
    return profile === null ? withoutLimits : attemptStanding(attemptLimitsOf(profile, card), released);
  };
  const resetAttempts = makeResetAttempts(given.unitOfWork);
  return { resetAttempts, resolvers: [new GuardResolver(attemptsOf, resetAttempts)] };
}
