import { attemptStanding } from "@unlatch/core/guard/attempts";
import { isDegenerate } from "@unlatch/core/guard/degenerate-challenge";
import { personQuotas, type QuotaUsedUp, quotaUsedUp } from "@unlatch/core/guard/quotas";
import type { Release, ReleasePolicy, ReleaseRule } from "../release-rules.ts";
import { cardGuardRepository } from "./card-guard.repository.ts";
import { attemptLimitsOf, quotasOf } from "./card-limits.ts";

/** No card shows such a challenge by chance. */
export interface ChallengeDegenerate {
  readonly type: "ChallengeDegenerate";
}

/** The card had as many responses without a reported success as it may have. */
export interface AttemptsExhausted {
  readonly type: "AttemptsExhausted";
  readonly reference: string;
}

/** The card or the person had as many responses as they may have for now. */
export interface QuotaExhausted {
  readonly type: "QuotaExhausted";
  /** When the next one can be given; null: not by waiting. */
  readonly availableAt: Date | null;
  readonly askedAt: Date;
  readonly reference: string;
}

/** Every refusal of the guards. */
export type GuardRefusal = ChallengeDegenerate | AttemptsExhausted | QuotaExhausted;

const refuseDegenerate: ReleaseRule = async ({ challenge, isFirst }) =>
  isFirst && isDegenerate(challenge) ? { type: "ChallengeDegenerate" } : null;

const stopExhausted: ReleaseRule = async ({ work, ground: { card, profile }, process, isFirst }) => {
  if (!isFirst) return null;
  const released = (await cardGuardRepository(work.sql).attemptsOn([card.id])).get(card.id) ?? 0;
  const { isStopped, stopAt } = attemptStanding(attemptLimitsOf(profile, card), released);
  if (!isStopped) return null;
  work.concerns({ facts: { releasedSinceSuccess: String(released), stopAt: String(stopAt) } });
  return { type: "AttemptsExhausted", reference: process.reference };
};

const stayWithinQuotas: ReleaseRule = async (release) => {
  const { work, process, isFirst, now } = release;
  if (!isFirst) return null;
  const usedUp = await whoseQuota(release);
  if (usedUp === null) return null;
  work.concerns({ facts: { quota: usedUp.whose } });
  return { type: "QuotaExhausted", availableAt: usedUp.availableAt, askedAt: now, reference: process.reference };
};

async function whoseQuota({
  work,
  ground: { card, profile },
  person,
  now,
}: Release): Promise<(QuotaUsedUp & { readonly whose: "card" | "person" }) | null> {
  const guards = cardGuardRepository(work.sql);
  const ofCard = quotaUsedUp(quotasOf(profile), await guards.releasesOfCard(card.id, now), now);
  if (ofCard !== null) return { ...ofCard, whose: "card" };
  const ofPerson = quotaUsedUp(personQuotas, await guards.releasesToPerson(person.userId, now), now);
  return ofPerson === null ? null : { ...ofPerson, whose: "person" };
}

/**
 * What guards a card when a response is about to be released: challenges that no card shows, attempts, quotas; and the
 * counting of what was released, in the same transaction. Showing the same response again costs nothing.
 */
export const guardPolicy: ReleasePolicy = {
  rules: [refuseDegenerate, stopExhausted, stayWithinQuotas],
  followers: [
    async ({ work, ground, person, process, isFirst, now }) => {
      if (!isFirst) return;
      const release = { processId: process.id, cardId: ground.card.id, personId: person.userId, at: now };
      await cardGuardRepository(work.sql).addRelease(release);
    },
  ],
};
