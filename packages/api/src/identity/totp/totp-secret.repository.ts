import type { Sql } from "../../platform/sql.ts";

/** The sealed secret of a person's authenticator app. */
export interface TotpSecret {
  readonly sealed: Uint8Array;
  /** The last step of time whose code was taken; 0 before the first. */
  readonly lastStep: number;
}

/** @returns what can be done with the authenticator apps of a database */
export function totpSecretRepository(sql: Sql) {
  return {
    /** Reads it, and nobody else takes a code of it until the unit ends. */
    async lock(userId: string, isConfirmed: boolean): Promise<TotpSecret | null> {
      const row = await sql.row<{ sealed: Uint8Array; last_step: number | string }>(
        `SELECT sealed, last_step FROM totp_secrets WHERE user_id = ? AND is_confirmed = ?${sql.forUpdate}`,
        [userId, isConfirmed ? 1 : 0],
      );
      return row && { sealed: new Uint8Array(row.sealed), lastStep: Number(row.last_step) };
    },
    /** Puts a new secret beside the one in use, in place of an earlier one that was never confirmed. */
    async begin(userId: string, sealed: Uint8Array, now: Date): Promise<void> {
      await sql.run("DELETE FROM totp_secrets WHERE user_id = ? AND is_confirmed = 0", [userId]);
      await sql.run(
        "INSERT INTO totp_secrets (user_id, is_confirmed, sealed, last_step, created_at) VALUES (?, 0, ?, 0, ?)",
        [userId, sealed, now],
      );
    },
    /** Makes the new secret the one in use. */
    async confirm(userId: string, lastStep: number): Promise<void> {
      await sql.run("DELETE FROM totp_secrets WHERE user_id = ? AND is_confirmed = 1", [userId]);
      const text = "UPDATE totp_secrets SET is_confirmed = 1, last_step = ? WHERE user_id = ? AND is_confirmed = 0";
      await sql.run(text, [lastStep, userId]);
    },
    async took(userId: string, lastStep: number): Promise<void> {
      const text = "UPDATE totp_secrets SET last_step = ? WHERE user_id = ? AND is_confirmed = 1";
      await sql.run(text, [lastStep, userId]);
    },
    /** @returns whether there was one in use */
    async removeAllOf(userId: string): Promise<boolean> {
      await sql.run("DELETE FROM totp_secrets WHERE user_id = ? AND is_confirmed = 0", [userId]);
      return (await sql.run("DELETE FROM totp_secrets WHERE user_id = ?", [userId])) > 0;
    },
  };
}
