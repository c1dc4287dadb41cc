import { instantFrom, type Sql } from "../../platform/sql.ts";
import type { LinkPurpose } from "./link-purposes.ts";

/** A one-time link that works. */
export interface SignInLink {
  readonly tokenHash: string;
  readonly userId: string;
  readonly purpose: LinkPurpose;
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

interface Row {
  token_hash: string;
  user_id: string;
  purpose: LinkPurpose;
  created_at: unknown;
  expires_at: unknown;
}

/** @returns what can be done with the one-time links of people */
export function signInLinkRepository(sql: Sql) {
  const usable = async (tokenHash: string, now: Date, lock: string): Promise<SignInLink | null> => {
    const text = `SELECT token_hash, user_id, purpose, created_at, expires_at FROM sign_in_links
      WHERE token_hash = ? AND used_at IS NULL AND expires_at > ?${lock}`;
    const row = await sql.row<Row>(text, [tokenHash, now]);
    return (
      row && {
        tokenHash: row.token_hash,
        userId: row.user_id,
        purpose: row.purpose,
        createdAt: instantFrom(row.created_at),
        expiresAt: instantFrom(row.expires_at),
      }
    );
  };
  return {
    usable: (tokenHash: string, now: Date) => usable(tokenHash, now, ""),
    /** The same, and nobody else uses it until the unit ends. */
    lockUsable: (tokenHash: string, now: Date) => usable(tokenHash, now, sql.forUpdate),
    /** Makes this the person's only link that works. */
    async replace({ tokenHash, userId, purpose, createdAt, expiresAt }: SignInLink): Promise<void> {
      await sql.run("DELETE FROM sign_in_links WHERE user_id = ? AND used_at IS NULL", [userId]);
      const text =
        "INSERT INTO sign_in_links (token_hash, user_id, purpose, created_at, expires_at) VALUES (?, ?, ?, ?, ?)";
      await sql.run(text, [tokenHash, userId, purpose, createdAt, expiresAt]);
    },
    async use(tokenHash: string, at: Date): Promise<void> {
      await sql.run("UPDATE sign_in_links SET used_at = ? WHERE token_hash = ?", [at, tokenHash]);
    },
  };
}
