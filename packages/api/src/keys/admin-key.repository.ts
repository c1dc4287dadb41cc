import { insertRows } from "../platform/insert-rows.ts";
import { marks, type Sql, type SqlValue } from "../platform/sql.ts";

/** A card's admin key as it is kept: sealed, with what its seal is bound to. */
export interface SealedAdminKey {
  readonly id: string;
  readonly cardId: string;
  readonly keyVersion: number;
  readonly algorithm: string;
  readonly sealed: Uint8Array;
  /** The data key it is sealed under. */
  readonly dataKeyId: string;
  /** Where what is sealed is wrapped under a key of a token: which one. Null: what is sealed is the key. */
  readonly tokenKeyId: string | null;
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
  readonly data_key_id: string;
  readonly token_key_id: string | null;
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
      await insertRows(sql, insertion, [keyValues(key, createdAt)]);
    },
    async addAll(keys: readonly SealedAdminKey[], createdAt: Date): Promise<void> {
      await insertRows(
        sql,
        insertion,
        keys.map((key) => keyValues(key, createdAt)),
      );
    },
    /** The number of the newest version of each card's key; a card without a key is not in it. */
    async newestVersionsOf(cardIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
      if (cardIds.length === 0) return new Map();
      const rows = await sql.rows<{ card_id: string; version: number }>(
        `SELECT card_id, max(key_version) AS version FROM admin_keys WHERE card_id IN (${marks(cardIds.length)}) GROUP BY card_id`,
        cardIds,
      );
      return new Map(rows.map(({ card_id: cardId, version }) => [cardId, Number(version)]));
    },
    /** How many keys are sealed under a data key. */
    async countUnder(dataKeyId: string): Promise<number> {
      const row = await sql.row<{ n: unknown }>("SELECT count(*) AS n FROM admin_keys WHERE data_key_id = ?", [
        dataKeyId,
      ]);
      return Number(row?.n ?? 0);
    },
    async count(): Promise<number> {
      return Number((await sql.row<{ n: unknown }>("SELECT count(*) AS n FROM admin_keys"))?.n ?? 0);
    },
    /** @returns the next keys that are to be sealed anew, in the order of their ids */
    async due(wanted: { dataKeyId: string; afterId: string; intoToken: boolean; limit: number }) {
      const isDue = wanted.intoToken ? "(data_key_id <> ? OR token_key_id IS NULL)" : "data_key_id <> ?";
      const rows = await sql.rows<AdminKeyRow>(
        `SELECT * FROM admin_keys WHERE id > ? AND ${isDue} ORDER BY id LIMIT ?`,
        [wanted.afterId, wanted.dataKeyId, wanted.limit],
      );
      return rows.map(fromRow);
    },
    /**
     * Puts newly sealed keys in the place of the old seals, where those are still what they were.
     *
     * @returns how many were
     */
    async resealAll(anew: readonly { readonly before: SealedAdminKey; readonly after: SealedAdminKey }[]) {
      if (anew.length === 0) return 0;
      const bytes = sql.dialect === "postgres" ? "bytea" : "blob";
      const row = `(CAST(? AS varchar), CAST(? AS varchar), CAST(? AS ${bytes}), CAST(? AS varchar), CAST(? AS varchar), CAST(? AS varchar))`;
      const parameters = anew.flatMap(({ before, after }): SqlValue[] => [
        before.id,
        before.dataKeyId,
        after.sealed,
        after.dataKeyId,
        after.tokenKeyId,
        after.keyFingerprint ?? null,
      ]);
      return sql.run(
        `UPDATE admin_keys SET sealed = anew.column3, data_key_id = anew.column4, token_key_id = anew.column5,
           key_fingerprint = COALESCE(admin_keys.key_fingerprint, anew.column6)
         FROM (VALUES ${anew.map(() => row).join(", ")}) AS anew
         WHERE admin_keys.id = anew.column1 AND admin_keys.data_key_id = anew.column2`,
        parameters,
      );
    },
  };
}

const insertion = {
  into: "admin_keys (id, card_id, key_version, algorithm, sealed, data_key_id, token_key_id, check_value, key_fingerprint, created_at)",
};

const keyValues = (key: SealedAdminKey, createdAt: Date) => [
  key.id,
  key.cardId,
  key.keyVersion,
  key.algorithm,
  key.sealed,
  key.dataKeyId,
  key.tokenKeyId,
  key.checkValue,
  key.keyFingerprint ?? null,
  createdAt,
];

function fromRow(row: AdminKeyRow): SealedAdminKey {
  return {
    id: row.id,
    cardId: row.card_id,
    keyVersion: row.key_version,
    algorithm: row.algorithm,
    sealed: row.sealed,
    dataKeyId: row.data_key_id,
    tokenKeyId: row.token_key_id,
    checkValue: row.check_value,
  };
}
