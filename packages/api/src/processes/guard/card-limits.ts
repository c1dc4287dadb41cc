import { type AttemptLimits, attemptLimits } from "@unlatch/core/guard/attempts";
import { cardQuotas, type Quotas } from "@unlatch/core/guard/quotas";
import type { CardRecord } from "../../cards/index.ts";
import { cardTypeOfCard, type ProfileRecord } from "../../profiles/index.ts";

type Limited = Pick<ProfileRecord, "cardType" | "keys">;

/** How many responses without a success a card may have: what its profile says, or what its type bears. */
export function attemptLimitsOf(
  profile: Limited,
  card: Pick<CardRecord, "cardTypeOverride" | "keySourceOverride">,
): AttemptLimits {
  return attemptLimits(cardTypeOfCard(profile, card).adminKeyTries.limit, profile.keys.attemptLimits);
}

/** How many responses a card of this profile may have in a day, in a year and in its life. */
export function quotasOf({ keys }: Limited): Quotas {
  return cardQuotas(keys.quotas);
}
