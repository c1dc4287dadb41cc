import { labelledCardKey, type LabelledCheckValue } from "@unlatch/core/keys/check-value";
import type { KeyTrouble, SourcedVault } from "../../keys/index.ts";
import type { Sql } from "../../platform/sql.ts";
import { cardTypeOfCard, keyedCard, type ProfileRecord } from "../../profiles/index.ts";
import type { CardRecord } from "../card.repository.ts";

/** Whether a card's key can be used: yes, there is none, or it is there and something is wrong with it. */
export const cardKeyStates = ["READY", "MISSING", "TROUBLED"] as const;

/** What is known of a card's key without the key. */
export interface CardKeyFacts {
  readonly state: (typeof cardKeyStates)[number];
  /** Null for a key that is ready. */
  readonly trouble: KeyTrouble | null;
  /** Null where there is no key, and for a PUK, which has none. */
  readonly checkValue: LabelledCheckValue | null;
}

/** Looks a card's key up in the way a release would, and tells its check value. */
export async function cardKeyFacts(
  { sql, vault }: { readonly sql: Sql; readonly vault: Pick<SourcedVault, "checkValueOf"> },
  profile: ProfileRecord,
  card: CardRecord,
): Promise<CardKeyFacts> {
  const used = await vault.checkValueOf(sql, keyedCard(profile, card));
  if (used.type === "KeyTroubled") {
    return { state: used.cause === "MISSING" ? "MISSING" : "TROUBLED", trouble: used.cause, checkValue: null };
  }
  const checkValue = labelledCardKey(cardTypeOfCard(profile, card).cipher, used.value);
  return { state: "READY", trouble: null, checkValue };
}
