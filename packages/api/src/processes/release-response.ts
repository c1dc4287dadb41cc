import { type CardType, cardTypeNamed } from "@unlatch/core/challenge/card-types";
import { respond } from "@unlatch/core/challenge/respond";
import type { ProcessInstance } from "@unlatch/core/process/advance";
import type { KeyVault } from "../keys/index.ts";
import type { Work } from "../platform/unit-of-work.ts";
import type { Ground } from "./ground.ts";

/** The card's key is missing, damaged or does not fit. The cause is in the audit entry, for administrators. */
export interface KeyUnavailable {
  readonly type: "KeyUnavailable";
  readonly reference: string;
}

/** @returns how the cards of a ground answer */
export const cardTypeOf = (ground: Ground): CardType => cardTypeNamed(ground.profile.cardType);

/**
 * Computes the response to a challenge under the card's admin key, which is in clear only inside this call. Whoever
 * calls decides before that it may be released, and sends it only after the unit's commit.
 */
export async function computeResponse(
  vault: KeyVault,
  work: Work,
  { ground, process, challenge }: { ground: Ground; process: ProcessInstance; challenge: Uint8Array },
): Promise<{ readonly type: "Response"; readonly bytes: Uint8Array } | KeyUnavailable> {
  const cardType = cardTypeOf(ground);
  const used = await vault.withAdminKey(work.sql, { cardId: ground.card.id, cardType }, (key) =>
    respond(cardType, key, challenge),
  );
  if (used.type === "KeyUsed") return { type: "Response", bytes: used.value };
  work.concerns({ facts: { cause: used.cause } });
  return { type: "KeyUnavailable", reference: process.reference };
}
