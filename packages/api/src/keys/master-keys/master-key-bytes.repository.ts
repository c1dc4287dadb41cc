import type { KeyUsage } from "@unlatch/core/keys/key-source";
import { marks, type Sql } from "../../platform/sql.ts";

/** One component as it is kept until the key is put together. */
export interface SealedComponent {
  readonly id: string;
  readonly masterKeyId: string;
  readonly number: number;
  readonly sealed: Uint8Array;
  readonly checkValue: string;
  readonly enteredById: string;
}

/** Where the sealed bytes of master keys and their components are kept, and where a key is recognised. */
export function masterKeyBytesRepository(sql: Sql) {
  return {
    async sealedKey(id: string): Promise<Uint8Array | null> {
      const row = await sql.row<{ sealed: Uint8Array | null }>("SELECT sealed FROM master_keys WHERE id = ?", [id]);
      return row?.sealed ?? null;
    },
    async sealedComponents(id: string): Promise<{ number: number; sealed: Uint8Array }[]> {
      const rows = await sql.rows<{ number: number; sealed: Uint8Array }>(
        "SELECT number, sealed FROM master_key_components WHERE master_key_id = ? AND sealed IS NOT NULL ORDER BY number",
        [id],
      );
      return rows.map(({ number, sealed }) => ({ number: Number(number), sealed }));
    },
    async addComponent(component: SealedComponent, enteredAt: Date): Promise<void> {
      const { id, masterKeyId, number, sealed, checkValue, enteredById } = component;
      await sql.run(
        `INSERT INTO master_key_components (id, master_key_id, number, sealed, check_value, entered_by, entered_at)
         VALUES (${marks(7)})`,
        [id, masterKeyId, number, sealed, checkValue, enteredById, enteredAt],
      );
    },
    /** The key is there now: its components go. */
    async putTogether(id: string, sealed: Uint8Array, fingerprint: string): Promise<void> {
      await sql.run("UPDATE master_keys SET sealed = ?, key_fingerprint = ? WHERE id = ?", [sealed, fingerprint, id]);
      await sql.run("UPDATE master_key_components SET sealed = NULL WHERE master_key_id = ?", [id]);
    },
    /** Removes all bytes of a key that was rejected. */
    async removeBytes(id: string): Promise<void> {
      await sql.run("UPDATE master_keys SET sealed = NULL, key_fingerprint = NULL WHERE id = ?", [id]);
      await sql.run("UPDATE master_key_components SET sealed = NULL WHERE master_key_id = ?", [id]);
    },
    /** Until the unit commits nobody else gives a key a usage by master key, or, unless `isShared`, to a card. */
    async holdUsages(isShared: boolean): Promise<void> {
      if (sql.dialect !== "postgres") return;
      await sql.rows(`SELECT pg_advisory_xact_lock${isShared ? "_shared" : ""}(?)`, [usagesLock]);
    },
    /** What the key of a fingerprint is used for already, and under which name where it is a master key. */
    async usageOf(fingerprint: string): Promise<{ readonly usage: KeyUsage; readonly name: string | null } | null> {
      const known = await sql.row<{ usage: KeyUsage; name: string }>(
        "SELECT usage, name FROM master_keys WHERE key_fingerprint = ?",
        [fingerprint],
      );
      if (known !== null) return known;
      const card = await sql.row("SELECT 1 AS found FROM admin_keys WHERE key_fingerprint = ? LIMIT 1", [fingerprint]);
      return card === null ? null : { usage: "RESPOND", name: null };
    },
    /** The fingerprints of all keys that derive others: there are few. */
    async derivingFingerprints(): Promise<ReadonlySet<string>> {
      const rows = await sql.rows<{ key_fingerprint: string }>(
        "SELECT key_fingerprint FROM master_keys WHERE usage = 'DERIVE' AND key_fingerprint IS NOT NULL",
      );
      return new Set(rows.map((row) => row.key_fingerprint));
    },
    /** Whether the key of a fingerprint derives other keys. */
    async doesDerive(fingerprint: string): Promise<boolean> {
      const row = await sql.row("SELECT 1 AS found FROM master_keys WHERE key_fingerprint = ? AND usage = 'DERIVE'", [
        fingerprint,
      ]);
      return row !== null;
    },
  };
}

const usagesLock = 0x0_1a_7c_6;
