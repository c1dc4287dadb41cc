import type { Cipher } from "@unlatch/core/challenge/card-types";
import type { Sql } from "../platform/sql.ts";
import type { CountedKey } from "./tally.ts";
import type { CardCondition } from "./card-condition.ts";
import { keyedCards } from "./keyed-card-row.ts";

/** So many of the keys that are on most cards are named; the rest is counted. */
const mostNamed = 200;

/** Keys that more than one card has: on how many cards in all, and the ones on most cards. */
export interface SharedKeys {
  readonly cards: number;
  readonly keys: readonly CountedKey[];
}

interface SharedRow {
  readonly key_fingerprint: string;
  readonly check_value: string;
  readonly algorithm: Cipher;
  readonly n: unknown;
}

/**
 * Finds the keys that are on more than one card, a slice of the index of fingerprints at a time, so that nobody waits for
 * it long.
 *
 * @param own - which cards use the key that is stored for them
 */
export async function findSharedKeys(reader: Sql, own: CardCondition): Promise<SharedKeys> {
  let cards = 0;
  let keys: CountedKey[] = [];
  for (let slice = 0; slice < 256; slice += 1) {
    const found = await sharedIn(reader, own, slice);
    cards += found.reduce((sum, { count }) => sum + count, 0);
    keys = [...keys, ...found].sort((a, b) => b.count - a.count).slice(0, mostNamed);
  }
  return { cards, keys };
}

async function sharedIn(reader: Sql, own: CardCondition, slice: number): Promise<CountedKey[]> {
  const hex = (value: number) => (value > 255 ? "g" : value.toString(16).padStart(2, "0"));
  const rows = await reader.rows<SharedRow>(
    `SELECT k.key_fingerprint, MIN(k.check_value) AS check_value, MIN(k.algorithm) AS algorithm, count(*) AS n
     ${keyedCards} AND ${own.text} AND c.id IN (
       SELECT card_id FROM admin_keys WHERE key_fingerprint IN (
         SELECT key_fingerprint FROM admin_keys WHERE key_fingerprint >= ? AND key_fingerprint < ?
         GROUP BY key_fingerprint HAVING MIN(card_id) < MAX(card_id)))
       AND k.key_fingerprint >= ? AND k.key_fingerprint < ?
     GROUP BY k.key_fingerprint HAVING count(*) > 1`,
    [...own.parameters, hex(slice), hex(slice + 1), hex(slice), hex(slice + 1)],
  );
  return rows.map(({ key_fingerprint: fingerprint, check_value: checkValue, algorithm: cipher, n }) => ({
    fingerprint,
    checkValue,
    cipher,
    count: Number(n),
  }));
}
