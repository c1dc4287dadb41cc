import type { CardType } from "@unlatch/core/challenge/card-types";
import type { ProfileKeys } from "./profile-keys.ts";
import type { LimitOutOfBounds } from "./profile-keys-refusals.ts";

/** Limits and quotas as they were typed; null or left out: the usual. */
export interface TypedLimits {
  readonly attemptLimits?: { readonly warnAt?: number | null; readonly stopAt?: number | null } | null | undefined;
  readonly quotas?:
    | { readonly perDay?: number | null; readonly perYear?: number | null; readonly perLifetime?: number | null }
    | null
    | undefined;
}

/** Where a card's limit of tries is known, at least this many stay for whoever mends it. */
const triesKept = 2;
const mostAttempts = 100;
/** Far below what a key can answer before its blocks say anything about it. */
const mostResponses = 1000;

/** Reads limits and quotas, or says which is out of bounds and what its bounds are. */
export function readLimits(
  { adminKeyTries }: Pick<CardType, "adminKeyTries">,
  typed: TypedLimits,
): ({ readonly type: "LimitsRead" } & Pick<ProfileKeys, "attemptLimits" | "quotas">) | LimitOutOfBounds {
  const { warnAt = null, stopAt = null } = typed.attemptLimits ?? {};
  const { perDay = null, perYear = null, perLifetime = null } = typed.quotas ?? {};
  const most = adminKeyTries.limit === null ? mostAttempts : adminKeyTries.limit - triesKept;
  const outOfBounds =
    beyond(stopAt, { most, at: ["attemptLimits", "stopAt"] }) ??
    beyond(warnAt, { most: stopAt ?? most, at: ["attemptLimits", "warnAt"] }) ??
    beyond(perDay, { most: mostResponses, at: ["quotas", "perDay"] }) ??
    beyond(perYear, { most: mostResponses, at: ["quotas", "perYear"] }) ??
    beyond(perLifetime, { most: mostResponses, at: ["quotas", "perLifetime"] });
  return (
    outOfBounds ?? { type: "LimitsRead", attemptLimits: { warnAt, stopAt }, quotas: { perDay, perYear, perLifetime } }
  );
}

function beyond(
  value: number | null,
  { most, at }: { readonly most: number; readonly at: readonly string[] },
): LimitOutOfBounds | null {
  if (value === null || (value >= 1 && value <= most)) return null;
  return { type: "LimitOutOfBounds", least: 1, most, at };
}
