import type { Cipher, ShippedCardTypeName } from "@unlatch/core/challenge/card-types";
import type { KeySource } from "@unlatch/core/keys/key-source";
import { type CardState, finalCardStates } from "@unlatch/core/lifecycle/card-states";
import { cardTypeOfCard, type ProfileRecord } from "../profiles/index.ts";

/** A card with its newest key, as far as hygiene looks at it. */
export interface KeyedCardRow {
  readonly id: string;
  readonly profile_id: string;
  readonly card_type_override: ShippedCardTypeName | null;
  readonly key_source_override: KeySource | null;
  readonly valid_until: unknown;
  readonly key_fingerprint: string | null;
  readonly check_value: string | null;
  readonly algorithm: Cipher | null;
  readonly key_created_at: unknown;
  readonly last_released_at: unknown;
  readonly challenge_repeats: unknown;
}

const final = finalCardStates.map((state: CardState) => `'${state}'`).join(", ");

/** A card is still in use. Written so that no index answers it: cards are walked in an order that the caller gives. */
export const inUse = `c.state || '' NOT IN (${final})`;

/** The newest key of each card still in use, with what was counted about it; an AND goes on from here. */
export const keyedCards = `FROM cards c
  LEFT JOIN admin_keys k ON k.card_id = c.id
    AND k.key_version = (SELECT MAX(m.key_version) FROM admin_keys m WHERE m.card_id = c.id)
  LEFT JOIN card_guards g ON g.card_id = c.id
  WHERE ${inUse}`;

/** Profiles by id: they are few, and say how their cards answer. */
export type Profiles = ReadonlyMap<string, ProfileRecord>;

/** How a card of a row answers, and where its key comes from; null where its profile has just been made. */
export function keyingOf(row: KeyedCardRow, profiles: Profiles): { cipher: Cipher; source: KeySource } | null {
  const profile = profiles.get(row.profile_id);
  if (profile === undefined) return null;
  const overrides = { cardTypeOverride: row.card_type_override, keySourceOverride: row.key_source_override };
  return {
    cipher: cardTypeOfCard(profile, overrides).cipher,
    source: row.key_source_override ?? profile.keys.keySource,
  };
}
