import type { ShippedCardTypeName } from "@unlatch/core/challenge/card-types";
import type { KeySource } from "@unlatch/core/keys/key-source";
import type { CardState } from "@unlatch/core/lifecycle/card-states";
import { insertRows } from "../platform/insert-rows.ts";
import { isIdentifier } from "../platform/identifier.ts";
import { instantOrNull, marks, type Sql } from "../platform/sql.ts";

/** A card, whose it is and where it is in its life. Its admin key is kept elsewhere, sealed. */
export interface CardRecord {
  readonly id: string;
  readonly serialNumber: string;
  readonly label: string;
  readonly state: CardState;
  readonly profileId: string;
  /** Null when nobody holds it. */
  readonly holderId: string | null;
  readonly validUntil: Date | null;
  /** Grows with every change. */
  readonly version: number;
  /** How this card answers where its profile says otherwise; null: as its profile says. */
  readonly cardTypeOverride: ShippedCardTypeName | null;
  /** Where its key comes from where its profile says otherwise; null: as its profile says. */
  readonly keySourceOverride: KeySource | null;
}

/** Where cards are kept. */
export function cardRepository(sql: Sql) {
  const found = async (id: string, lock: string) => {
    if (!isIdentifier(id)) return null;
    const row = await sql.row<CardRow>(`SELECT ${cardColumns} FROM cards WHERE id = ?${lock}`, [id]);
    return row === null ? null : cardFrom(row);
  };
  return {
    byId: (id: string) => found(id, ""),
    /** Reads it for deciding about it: nobody else changes it until the unit commits. */
    lockById: (id: string) => found(id, sql.forUpdate),
    async byIds(ids: readonly string[]): Promise<Map<string, CardRecord>> {
      const known = ids.filter(isIdentifier);
      if (known.length === 0) return new Map();
      const text = `SELECT ${cardColumns} FROM cards WHERE id IN (${marks(known.length)})`;
      const cards = (await sql.rows<CardRow>(text, known)).map(cardFrom);
      return new Map(cards.map((card) => [card.id, card]));
    },
    /** @returns false when another card has the serial number; then nothing is written */
    insert: async (card: CardRecord, createdAt: Date): Promise<boolean> =>
      (await insertRows(sql, insertion, [cardValues(card, createdAt)])) === 1,
    /** @returns how many were written: fewer when other cards have some of the serial numbers */
    insertAll: (cards: readonly CardRecord[], createdAt: Date): Promise<number> =>
      insertRows(
        sql,
        insertion,
        cards.map((card) => cardValues(card, createdAt)),
      ),
    async saveKeying({ id, cardTypeOverride, keySourceOverride, version }: CardRecord): Promise<void> {
      await sql.run("UPDATE cards SET card_type_override = ?, key_source_override = ?, version = ? WHERE id = ?", [
        cardTypeOverride,
        keySourceOverride,
        version,
        id,
      ]);
    },
    async saveState({ id, state, version }: CardRecord): Promise<void> {
      await sql.run("UPDATE cards SET state = ?, version = ? WHERE id = ?", [state, version, id]);
    },
  };
}

const insertion = {
  into: "cards (id, serial_number, serial_reversed, label, state, profile_id, holder_id, valid_until, created_at, version, card_type_override, key_source_override)",
  conflict: "ON CONFLICT (serial_number) DO NOTHING",
};

const cardValues = (card: CardRecord, createdAt: Date) => [
  card.id,
  card.serialNumber,
  reversed(card.serialNumber),
  card.label,
  card.state,
  card.profileId,
  card.holderId,
  card.validUntil,
  createdAt,
  card.version,
  card.cardTypeOverride,
  card.keySourceOverride,
];

/** @returns a serial number from its end, so that an index finds a card by its last digits */
export function reversed(serialNumber: string): string {
  return [...serialNumber].reverse().join("");
}

/** The columns of a card. */
export const cardColumns =
  "id, serial_number, label, state, profile_id, holder_id, valid_until, version, card_type_override, key_source_override";

/** A row of `cardColumns`. */
export interface CardRow {
  readonly id: string;
  readonly serial_number: string;
  readonly label: string;
  readonly state: CardState;
  readonly profile_id: string;
  readonly holder_id: string | null;
  readonly valid_until: unknown;
  readonly version: number;
  readonly card_type_override: ShippedCardTypeName | null;
  readonly key_source_override: KeySource | null;
}

/** @returns a row of `cardColumns` as a record */
export function cardFrom(row: CardRow): CardRecord {
  return {
    id: row.id,
    serialNumber: row.serial_number,
    label: row.label,
    state: row.state,
    profileId: row.profile_id,
    holderId: row.holder_id,
    validUntil: instantOrNull(row.valid_until),
    version: Number(row.version),
    cardTypeOverride: row.card_type_override,
    keySourceOverride: row.key_source_override,
  };
}
