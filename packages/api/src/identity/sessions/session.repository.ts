import type { Role } from "@unlatch/core/access/permissions";
import type { UserState } from "@unlatch/core/lifecycle/user-states";
import type { Person } from "../../platform/actor.ts";
import { instantFrom, type Sql } from "../../platform/sql.ts";

/** A session as it is kept: only the hash of its token. */
export interface SessionRecord {
  readonly id: string;
  readonly tokenHash: string;
  readonly userId: string;
  readonly createdAt: Date;
  readonly lastSeenAt: Date;
  /** The end nothing moves. */
  readonly expiresAt: Date;
}

interface SessionRow {
  id: string;
  last_seen_at: unknown;
  expires_at: unknown;
  user_id: string;
  username: string;
  display_name: string;
  role: Role;
  state: UserState;
}

/** A kept session together with whose it is. */
export interface SessionOfPerson {
  readonly id: string;
  readonly lastSeenAt: Date;
  readonly expiresAt: Date;
  readonly person: Person;
}

const personFrom = (row: SessionRow): Person => ({
  type: "person",
  userId: row.user_id,
  username: row.username,
  displayName: row.display_name,
  role: row.role,
  state: row.state,
});

/** @returns what can be done with the sessions of a database */
export function sessionRepository(sql: Sql) {
  return {
    /** The session and its person in one statement: every request begins with it. */
    async byTokenHash(tokenHash: string): Promise<SessionOfPerson | null> {
      const row = await sql.row<SessionRow>(
        `SELECT s.id, s.last_seen_at, s.expires_at, s.user_id, u.username, u.display_name, u.role, u.state
         FROM sessions s JOIN users u ON u.id = s.user_id WHERE s.token_hash = ?`,
        [tokenHash],
      );
      if (!row) return null;
      const lastSeenAt = instantFrom(row.last_seen_at);
      return { id: row.id, lastSeenAt, expiresAt: instantFrom(row.expires_at), person: personFrom(row) };
    },
    async add(session: SessionRecord): Promise<void> {
      await sql.run(
        `INSERT INTO sessions (token_hash, id, user_id, created_at, last_seen_at, expires_at) VALUES (?, ?, ?, ?, ?, ?)`,
        [session.tokenHash, session.id, session.userId, session.createdAt, session.lastSeenAt, session.expiresAt],
      );
    },
    async sawAt(tokenHash: string, at: Date): Promise<void> {
      await sql.run("UPDATE sessions SET last_seen_at = ? WHERE token_hash = ? AND last_seen_at < ?", [
        at,
        tokenHash,
        at,
      ]);
    },
    /** @returns whether there was such a session */
    async remove(tokenHash: string): Promise<boolean> {
      return (await sql.run("DELETE FROM sessions WHERE token_hash = ?", [tokenHash])) > 0;
    },
    async removeExpired(at: Date): Promise<void> {
      await sql.run("DELETE FROM sessions WHERE expires_at < ?", [at]);
    },
  };
}
