import type { CardType } from "@unlatch/core/challenge/card-types";
import type { KeyVault } from "../keys/index.ts";
import { cardTypeOfCard, keyedCard } from "../profiles/index.ts";
import type { Ground } from "./ground.ts";
import { firstRefusal, type Release, type ReleasePolicy, type ReleaseRefusal } from "./release-rules.ts";

/** The card's key is missing, damaged or does not fit. The cause is in the audit entry, for administrators. */
export interface KeyUnavailable {
  readonly type: "KeyUnavailable";
  readonly reference: string;
}

/** @returns how the cards of a ground answer */
export const cardTypeOf = (ground: Ground): CardType => cardTypeOfCard(ground.profile, ground.card);

/** What comes of a release: the response, or why there is none. */
export type ReleaseOutcome =
  | { readonly type: "Response"; readonly bytes: Uint8Array }
  | KeyUnavailable
  | { readonly type: "ReleaseRefused"; readonly refusal: ReleaseRefusal };

/**
 * Releases the response to a challenge: asks the rules, computes under the card's admin key, which is in clear only inside
 * this call, and lets the followers write. Whoever calls sends it only after the unit's commit.
 */
export async function releaseResponse(
  { vault, policy }: { vault: KeyVault; policy: ReleasePolicy },
  given: Omit<Release, "challenge">,
  challenge: Uint8Array,
): Promise<ReleaseOutcome> {
  const release = { ...given, challenge };
  const { work, ground } = release;
  const refusal = await firstRefusal(policy.rules, release);
  if (refusal !== null) return { type: "ReleaseRefused", refusal };
  const used = await vault.respond(work.sql, keyedCard(ground.profile, ground.card), challenge);
  if (used.type === "KeyTroubled") {
    work.concerns({ facts: { cause: used.cause } });
    return { type: "KeyUnavailable", reference: release.process.reference };
  }
  for (const follow of policy.followers) await follow(release);
  return { type: "Response", bytes: used.value };
}
