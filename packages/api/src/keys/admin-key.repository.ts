import type { Sql } from "../platform/sql.ts";

/** A card's admin key as it is kept: sealed, with what its seal is bound to. */
export interface SealedAdminKey {
  readonly id: string;
  readonly cardId: string;
  readonly keyVersion: number;
  readonly algorithm: string;
  readonly sealed: Uint8Array;
  readonly kekId: string;
  readonly checkValue: string;
  /** By which the same key is recognised elsewhere; null: made before there were fingerprints, or not read. */
  readonly keyFingerprint?: string | null;
}

interface AdminKeyRow {
  readonly id: string;
  readonly card_id: string;
  readonly key_version: number;
  readonly algorithm: string;
  readonly sealed: Uint8Array;
  readonly kek_id: string;
  readonly check_value: string;
}

/** Keeps sealed admin keys. The newest version of a card's key is the one in use. */
export function adminKeyRepository(sql: Sql) {
  return {
    async newestOf(cardId: string): Promise<SealedAdminKey | null> {
      const row = await sql.row<AdminKeyRow>(
        "SELECT * FROM admin_keys WHERE card_id = ? ORDER BY key_version DESC LIMIT 1",
        [cardId],
      );
      return row === null ? null : fromRow(row);
    },
    async add(key: SealedAdminKey, createdAt: Date): Promise<void> {
      await sql.run(
        `INSERT INTO admin_keys (id, card_id, key_version, algorithm, sealed, kek_id, check_value, key_fingerprint, created_at)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        [
          key.id,
          key.cardId,
          key.keyVersion,
          key.algorithm,
          key.sealed,
          key.kekId,
          key.checkValue,
          key.keyFingerprint ?? null,
          createdAt,
        ],
      );
    },
  };
}

function fromRow(row: AdminKeyRow): SealedAdminKey {
  return {
    id: row.id,
    cardId: row.card_id,
    keyVersion: row.key_version,
    algorithm: row.algorithm,
    sealed: row.sealed,
    kekId: row.kek_id,
    checkValue: row.check_value,
  };
}
