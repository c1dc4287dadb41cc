import type { KeySource } from "@unlatch/core/keys/key-source";
import type { ShippedCardTypeName } from "@unlatch/core/challenge/card-types";
import type { CardState } from "@unlatch/core/lifecycle/card-states";
import { fold } from "../identity/index.ts";
import { instantOrNull, marks, type Sql } from "../platform/sql.ts";
import { type ProfileRecord, profileRepository } from "../profiles/index.ts";

/** A card that is there already, with what tells whether it has the key of the file. */
export interface KnownCard {
  readonly id: string;
  readonly serialNumber: string;
  readonly label: string;
  readonly state: CardState;
  readonly profileId: string;
  readonly holderId: string | null;
  readonly validUntil: Date | null;
  readonly cardTypeOverride: ShippedCardTypeName | null;
  readonly keySourceOverride: KeySource | null;
  /** Null: it has no key, or one from before there were fingerprints. */
  readonly keyFingerprint: string | null;
  readonly hasKey: boolean;
}

/** Looks up what the rows of a batch are about, a few statements for all of them. */
export function rowGroundsRepository(sql: Sql) {
  return {
    /** The cards with these serial numbers; until the unit commits nobody else changes them. */
    async cardsBySerialNumber(serialNumbers: readonly string[]): Promise<ReadonlyMap<string, KnownCard>> {
      if (serialNumbers.length === 0) return new Map();
      const asked = padded(serialNumbers);
      const rows = await sql.rows<CardRow>(
        `SELECT id, serial_number, label, state, profile_id, holder_id, valid_until, card_type_override, key_source_override
         FROM cards WHERE serial_number IN (${marks(asked.length)}) ORDER BY id${sql.forUpdate}`,
        asked,
      );
      const prints = await newestFingerprints(
        sql,
        rows.map(({ id }) => id),
      );
      return new Map(rows.map((row) => [row.serial_number, cardFrom(row, prints)]));
    },
    /** The ids of people by their folded user names. */
    async holdersByName(names: readonly string[]): Promise<ReadonlyMap<string, string>> {
      const keys = [...new Set(names.map(fold))].filter((name) => name !== "");
      if (keys.length === 0) return new Map();
      const asked = padded(keys);
      const rows = await sql.rows<{ id: string; username_key: string }>(
        `SELECT id, username_key FROM users WHERE username_key IN (${marks(asked.length)})`,
        asked,
      );
      return new Map(rows.map(({ id, username_key: key }) => [key, id]));
    },
    /** The profiles of these names, folded, and the one that rows without a name have; nobody changes them meanwhile. */
    async profilesByName(names: readonly string[]): Promise<ReadonlyMap<string, ProfileRecord>> {
      const profiles = profileRepository(sql);
      const found = new Map<string, ProfileRecord>();
      for (const name of [...new Set(names.map(fold))].filter((one) => one !== "").toSorted()) {
        const id = await profiles.idNamed(name);
        const profile = id === null ? null : await profiles.holdById(id);
        if (profile !== null) found.set(name, profile);
      }
      return found;
    },
    /** Which of these keys another card has as well. */
    async fingerprintsElsewhere(
      keys: readonly { readonly fingerprint: string; readonly cardId: string }[],
    ): Promise<ReadonlySet<string>> {
      if (keys.length === 0) return new Set();
      const asked = padded(keys);
      const rows = await sql.rows<{ fingerprint: string }>(
        `WITH asked (fingerprint, card_id) AS (VALUES ${asked.map(() => "(?, ?)").join(", ")})
         SELECT DISTINCT fingerprint FROM asked WHERE EXISTS (SELECT 1 FROM admin_keys a
           WHERE a.key_fingerprint = asked.fingerprint AND a.card_id <> asked.card_id)`,
        asked.flatMap(({ fingerprint, cardId }) => [fingerprint, cardId]),
      );
      return new Set(rows.map(({ fingerprint }) => fingerprint));
    },
  };
}

async function newestFingerprints(sql: Sql, cardIds: readonly string[]): Promise<ReadonlyMap<string, string | null>> {
  if (cardIds.length === 0) return new Map();
  const asked = padded(cardIds);
  const rows = await sql.rows<{ card_id: string; key_fingerprint: string | null }>(
    `SELECT card_id, key_fingerprint FROM admin_keys WHERE card_id IN (${marks(asked.length)}) ORDER BY card_id, key_version`,
    asked,
  );
  return new Map(rows.map((row) => [row.card_id, row.key_fingerprint]));
}

/** Repeats the last value up to one of few lengths, so that there are few statements to be prepared. */
function padded<Value>(values: readonly Value[]): Value[] {
  const length = [1, 8, 64, 512].find((one) => one >= values.length) ?? values.length;
  return Array.from({ length }, (_, index) => values[Math.min(index, values.length - 1)] as Value);
}

interface CardRow {
  readonly id: string;
  readonly serial_number: string;
  readonly label: string;
  readonly state: CardState;
  readonly profile_id: string;
  readonly holder_id: string | null;
  readonly valid_until: unknown;
  readonly card_type_override: ShippedCardTypeName | null;
  readonly key_source_override: KeySource | null;
}

function cardFrom(row: CardRow, prints: ReadonlyMap<string, string | null>): KnownCard {
  return {
    id: row.id,
    serialNumber: row.serial_number,
    label: row.label,
    state: row.state,
    profileId: row.profile_id,
    holderId: row.holder_id,
    validUntil: instantOrNull(row.valid_until),
    cardTypeOverride: row.card_type_override,
    keySourceOverride: row.key_source_override,
    keyFingerprint: prints.get(row.id) ?? null,
    hasKey: prints.has(row.id),
  };
}
