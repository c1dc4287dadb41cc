/** How many responses are released in a window of time. */
export interface Quotas {
  /** In any 24 hours. */
  readonly perDay: number;
  /** In any 365 days. */
  readonly perYear: number;
  readonly perLifetime: number;
}

/** The same as a profile says it; null: what is usual. */
export type ChosenQuotas = { readonly [Window in keyof Quotas]: number | null };

/** What a card gets unless its profile says otherwise. */
export const usualCardQuotas: Quotas = { perDay: 5, perYear: 20, perLifetime: 1000 };

/** What a person gets over all their cards. */
export const personQuotas: Quotas = { perDay: 30, perYear: 200, perLifetime: 10_000 };

/** Milliseconds of the windows that move on with the time. */
export const windowMs = { perDay: 86_400_000, perYear: 365 * 86_400_000 } as const;

/** How many were released, and where the windows begin to free up. */
export interface Released {
  readonly inLifetime: number;
  /** When responses of the last 365 days were released, oldest first; older ones do not matter. */
  readonly at: readonly Date[];
}

/** A quota is used up. */
export interface QuotaUsedUp {
  /** When one more can be released; null: not by waiting. */
  readonly availableAt: Date | null;
}

/** The quotas of a card. */
export function cardQuotas(chosen: ChosenQuotas): Quotas {
  return {
    perDay: chosen.perDay ?? usualCardQuotas.perDay,
    perYear: chosen.perYear ?? usualCardQuotas.perYear,
    perLifetime: chosen.perLifetime ?? usualCardQuotas.perLifetime,
  };
}

/**
 * Whether one more response may be released now.
 *
 * @returns null when it may, or when it may at the earliest
 */
export function quotaUsedUp(quotas: Quotas, released: Released, now: Date): QuotaUsedUp | null {
  if (released.inLifetime >= quotas.perLifetime) return { availableAt: null };
  const waits = (["perDay", "perYear"] as const).map((window) =>
    freeAt(released.at, { quota: quotas[window], length: windowMs[window], now }),
  );
  if (waits.includes("never")) return { availableAt: null };
  const latest = Math.max(...waits.filter((wait) => typeof wait === "number"));
  return latest > now.getTime() ? { availableAt: new Date(latest) } : null;
}

/** When a window has room for one more, in milliseconds; never where the quota is none at all. */
function freeAt(
  at: readonly Date[],
  { quota, length, now }: { readonly quota: number; readonly length: number; readonly now: Date },
): number | "never" {
  if (quota === 0) return "never";
  const within = at.map((time) => time.getTime()).filter((time) => time > now.getTime() - length);
  const first = within.at(-quota);
  return within.length < quota || first === undefined ? now.getTime() : first + length;
}

/** Whether a profile can have these quotas: whole numbers, no window smaller than one inside it. */
export function areQuotasUsable(chosen: ChosenQuotas): boolean {
  const { perDay, perYear, perLifetime } = cardQuotas(chosen);
  const areCounts = [perDay, perYear, perLifetime].every((count) => Number.isSafeInteger(count) && count >= 1);
  return areCounts && perDay <= perYear && perYear <= perLifetime && perLifetime <= 1000;
}
