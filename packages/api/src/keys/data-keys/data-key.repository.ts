import { instantFrom, instantOrNull, type Sql } from "../../platform/sql.ts";
import type { DataKeyName } from "../providers/key-provider.ts";

/** Where a data key is in its life. @see SP 800-57 part 1, 7 */
export type DataKeyState = "ACTIVE" | "DEACTIVATED" | "DESTROYED";

/** A data key as it is kept: wrapped. */
export interface DataKeyRecord extends DataKeyName {
  readonly state: DataKeyState;
  readonly kekId: string;
  /** No bytes: destroyed, or the key file's own key of the time before data keys. */
  readonly wrapped: Uint8Array;
  /** How many secrets were sealed under it. */
  readonly sealedCount: number;
  readonly createdAt: Date;
  readonly deactivatedAt: Date | null;
}

/** What may be told of a data key. */
export type ToldDataKey = Omit<DataKeyRecord, "wrapped">;

interface DataKeyRow {
  readonly purpose: string;
  readonly id: string;
  readonly epoch: number;
  readonly state: DataKeyState;
  readonly wrapped: Uint8Array;
  readonly kek_id: string;
  readonly sealed_count: number;
  readonly created_at: unknown;
  readonly deactivated_at: unknown;
}

/** So many secrets are sealed under one data key at the most; nonces are random. @see SP 800-38D 8.3 */
export const sealsPerDataKey = 2 ** 30;

/** Keeps wrapped data keys. At most one of a purpose is active. */
export function dataKeyRepository(sql: Sql) {
  const found = async (rest: string, parameters: readonly string[]) => {
    const rows = await sql.rows<DataKeyRow>(`SELECT * FROM data_keys ${rest}`, parameters);
    return rows.map(fromRow);
  };
  return {
    all: () => found("ORDER BY purpose, epoch", []),
    /** Nobody else changes any of them before this unit ends. */
    lockAll: () => found(`ORDER BY purpose, epoch${sql.forUpdate}`, []),
    byId: async (purpose: string, id: string) =>
      (await found("WHERE purpose = ? AND id = ?", [purpose, id]))[0] ?? null,
    lockById: async (purpose: string, id: string) =>
      (await found(`WHERE purpose = ? AND id = ?${sql.forUpdate}`, [purpose, id]))[0] ?? null,
    active: async (purpose: string) => (await found("WHERE purpose = ? AND state = 'ACTIVE'", [purpose]))[0] ?? null,
    /** Counts seals and holds the active data key until the unit ends. @returns false when there is none that may seal */
    async countSeals(purpose: string, count: number): Promise<boolean> {
      const counted = await sql.run(
        "UPDATE data_keys SET sealed_count = sealed_count + ? WHERE purpose = ? AND state = 'ACTIVE' AND sealed_count < ?",
        [count, purpose, sealsPerDataKey],
      );
      return counted === 1;
    },
    async deactivate(purpose: string, at: Date): Promise<void> {
      await sql.run(
        "UPDATE data_keys SET state = 'DEACTIVATED', deactivated_at = ? WHERE purpose = ? AND state = 'ACTIVE'",
        [at, purpose],
      );
    },
    async newestEpoch(purpose: string): Promise<number> {
      const row = await sql.row<{ epoch: unknown }>("SELECT max(epoch) AS epoch FROM data_keys WHERE purpose = ?", [
        purpose,
      ]);
      return Number(row?.epoch ?? 0);
    },
    /** @returns false when somebody else was first */
    async add(key: DataKeyRecord): Promise<boolean> {
      const written = await sql.run(
        `INSERT INTO data_keys (purpose, id, epoch, state, wrapped, kek_id, sealed_count, created_at)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
        [key.purpose, key.id, key.epoch, key.state, key.wrapped, key.kekId, key.sealedCount, key.createdAt],
      );
      return written === 1;
    },
    async wrapAnew({ purpose, id }: DataKeyName, { kekId, wrapped }: { kekId: string; wrapped: Uint8Array }) {
      await sql.run("UPDATE data_keys SET wrapped = ?, kek_id = ? WHERE purpose = ? AND id = ?", [
        wrapped,
        kekId,
        purpose,
        id,
      ]);
    },
    async destroy({ purpose, id }: DataKeyName, at: Date): Promise<void> {
      await sql.run(
        "UPDATE data_keys SET state = 'DESTROYED', wrapped = ?, destroyed_at = ? WHERE purpose = ? AND id = ?",
        [new Uint8Array(), at, purpose, id],
      );
    },
  };
}

function fromRow(row: DataKeyRow): DataKeyRecord {
  return {
    purpose: row.purpose,
    id: row.id,
    epoch: Number(row.epoch),
    state: row.state,
    wrapped: row.wrapped,
    kekId: row.kek_id,
    sealedCount: Number(row.sealed_count),
    createdAt: instantFrom(row.created_at),
    deactivatedAt: instantOrNull(row.deactivated_at),
  };
}
