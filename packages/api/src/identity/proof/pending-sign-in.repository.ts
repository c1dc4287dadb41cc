import { instantFrom, type Sql } from "../../platform/sql.ts";
import { type ProofMethod, proofMethodsIn } from "./proof-methods.ts";

/** A sign-in that waits for its second factor. */
export interface PendingSignIn {
  readonly idHash: string;
  readonly userId: string;
  readonly provedWith: readonly ProofMethod[];
  readonly tries: number;
  readonly expiresAt: Date;
}

interface Row {
  id_hash: string;
  user_id: string;
  proved_with: string;
  tries: number;
  expires_at: unknown;
}

const fromRow = (row: Row): PendingSignIn => ({
  idHash: row.id_hash,
  userId: row.user_id,
  provedWith: proofMethodsIn(row.proved_with),
  tries: Number(row.tries),
  expiresAt: instantFrom(row.expires_at),
});

/** @returns what can be done with sign-ins that wait for their second factor */
export function pendingSignInRepository(sql: Sql) {
  const find = async (idHash: string, now: Date, lock: string) => {
    const text = `SELECT id_hash, user_id, proved_with, tries, expires_at FROM pending_sign_ins WHERE id_hash = ? AND expires_at > ?${lock}`;
    const row = await sql.row<Row>(text, [idHash, now]);
    return row && fromRow(row);
  };
  return {
    byIdHash: (idHash: string, now: Date) => find(idHash, now, ""),
    lockByIdHash: (idHash: string, now: Date) => find(idHash, now, sql.forUpdate),
    async add({ idHash, userId, provedWith, expiresAt }: PendingSignIn, now: Date): Promise<void> {
      await sql.run("DELETE FROM pending_sign_ins WHERE expires_at < ?", [now]);
      await sql.run(
        "INSERT INTO pending_sign_ins (id_hash, user_id, proved_with, tries, expires_at) VALUES (?, ?, ?, 0, ?)",
        [idHash, userId, provedWith.join(" "), expiresAt],
      );
    },
    async countTry(idHash: string): Promise<void> {
      await sql.run("UPDATE pending_sign_ins SET tries = tries + 1 WHERE id_hash = ?", [idHash]);
    },
    async remove(idHash: string): Promise<void> {
      await sql.run("DELETE FROM pending_sign_ins WHERE id_hash = ?", [idHash]);
    },
    async removeAllOf(userId: string): Promise<void> {
      await sql.run("DELETE FROM pending_sign_ins WHERE user_id = ?", [userId]);
    },
  };
}
