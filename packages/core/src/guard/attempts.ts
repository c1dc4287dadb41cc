/** How many responses without a reported success a card may have; null: no limit. */
export interface AttemptLimits {
  /** From so many on the person is warned before the next one. */
  readonly warnAt: number | null;
  /** At so many none is released any more. */
  readonly stopAt: number | null;
}

/** Where a card stands with its attempts. */
export interface AttemptStanding extends AttemptLimits {
  /** Responses released since somebody last reported that one worked, or since the count was reset. */
  readonly releasedSinceSuccess: number;
  /** How many can still be released; null: there is no limit. */
  readonly triesLeft: number | null;
  readonly isWarned: boolean;
  readonly isStopped: boolean;
}

/** So many of a card's tries are never used up here: one for a response that was lost, one for whoever repairs the card. */
const spared = 2;
/** With so many tries left the person is warned. */
const fewLeft = 2;

/**
 * The limits of a card: what its profile says, or what is safe for how its admin key's tries behave. A profile can only be
 * more careful than that: a single card may be of a type that bears less. Where a card has no limit, or none that is
 * published, nothing stops it by itself.
 *
 * @param cardLimit - wrong responses in a row after which the card takes none any more; null: no limit known
 * @param chosen - what the profile says; null: what is usual
 */
export function attemptLimits(cardLimit: number | null, chosen: AttemptLimits): AttemptLimits {
  const safe = cardLimit === null ? null : Math.max(1, cardLimit - spared);
  const stopAt = chosen.stopAt === null || safe === null ? (chosen.stopAt ?? safe) : Math.min(chosen.stopAt, safe);
  const warnAt = chosen.warnAt ?? (stopAt === null ? null : Math.max(0, stopAt - fewLeft));
  return { warnAt, stopAt };
}

/** Where a card stands that had so many responses since the last success. */
export function attemptStanding(limits: AttemptLimits, releasedSinceSuccess: number): AttemptStanding {
  const { warnAt, stopAt } = limits;
  return {
    ...limits,
    releasedSinceSuccess,
    triesLeft: stopAt === null ? null : Math.max(0, stopAt - releasedSinceSuccess),
    isWarned: warnAt !== null && releasedSinceSuccess >= warnAt,
    isStopped: stopAt !== null && releasedSinceSuccess >= stopAt,
  };
}

/** Whether a profile can have these limits: whole numbers, and the warning before the stop. */
export function areAttemptLimitsUsable({ warnAt, stopAt }: AttemptLimits, most = 1000): boolean {
  const isCount = (value: number | null, least: number) =>
    value === null || (Number.isSafeInteger(value) && value >= least && value <= most);
  return isCount(warnAt, 0) && isCount(stopAt, 1) && (warnAt === null || stopAt === null || warnAt < stopAt);
}
