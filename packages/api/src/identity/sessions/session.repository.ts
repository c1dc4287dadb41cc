import type { Role } from "@unlatch/core/access/permissions";
import type { UserState } from "@unlatch/core/lifecycle/user-states";
import type { Person } from "../../platform/actor.ts";
import { instantFrom, instantOrNull, marks, type Sql } from "../../platform/sql.ts";
import { ownRoleFrom } from "../accounts/user.repository.ts";
import { type ProofMethod, proofMethodsIn } from "../proof/proof-methods.ts";

/** A session as its owner sees it. */
export interface SessionRecord {
  readonly id: string;
  readonly userId: string;
  readonly createdAt: Date;
  readonly lastSeenAt: Date;
  /** The end nothing moves. */
  readonly expiresAt: Date;
  readonly provedAt: Date;
  readonly provedWith: readonly ProofMethod[];
  readonly address: string | null;
  /** Such as `Firefox on Windows`. */
  readonly label: string | null;
}

interface SessionRow {
  id: string;
  user_id: string;
  created_at: unknown;
  last_seen_at: unknown;
  expires_at: unknown;
  proved_at: unknown;
  proved_with: string | null;
  address: string | null;
  label: string | null;
}

interface PersonRow {
  username: string;
  display_name: string;
  role: Role;
  state: UserState;
  own_role_id: string | null;
  own_role_name: string | null;
  own_role_permissions: string | null;
}

const columns = [
  "id",
  "user_id",
  "created_at",
  "last_seen_at",
  "expires_at",
  "proved_at",
  "proved_with",
  "address",
  "label",
];
const select = columns.map((column) => `s.${column}`).join(", ");

const sessionFrom = (row: SessionRow): SessionRecord => ({
  id: row.id,
  userId: row.user_id,
  createdAt: instantFrom(row.created_at),
  lastSeenAt: instantFrom(row.last_seen_at),
  expiresAt: instantFrom(row.expires_at),
  provedAt: instantOrNull(row.proved_at) ?? instantFrom(row.created_at),
  provedWith: proofMethodsIn(row.proved_with),
  address: row.address,
  label: row.label,
});

const personFrom = (row: SessionRow & PersonRow): Person => ({
  type: "person",
  userId: row.user_id,
  username: row.username,
  displayName: row.display_name,
  role: row.role,
  ownRole: ownRoleFrom(row),
  state: row.state,
  sessionId: row.id,
});

/** @returns what can be done with the sessions of a database */
export function sessionRepository(sql: Sql) {
  return {
    /** The session and its person in one statement: every request begins with it. */
    async byTokenHash(tokenHash: string): Promise<(SessionRecord & { readonly person: Person }) | null> {
      const row = await sql.row<SessionRow & PersonRow>(
        `SELECT ${select}, u.username, u.display_name, u.role, u.state, u.own_role_id,
           r.name AS own_role_name, r.permissions AS own_role_permissions
         FROM sessions s JOIN users u ON u.id = s.user_id LEFT JOIN roles r ON r.id = u.own_role_id
         WHERE s.token_hash = ?`,
        [tokenHash],
      );
      return row && { ...sessionFrom(row), person: personFrom(row) };
    },
    async byId(id: string): Promise<SessionRecord | null> {
      const row = await sql.row<SessionRow>(`SELECT ${select} FROM sessions s WHERE s.id = ?`, [id]);
      return row && sessionFrom(row);
    },
    /** A person's sessions, the newest first. */
    async ofUser(userId: string): Promise<SessionRecord[]> {
      const text = `SELECT ${select} FROM sessions s WHERE s.user_id = ? ORDER BY s.last_seen_at DESC, s.id`;
      return (await sql.rows<SessionRow>(text, [userId])).map(sessionFrom);
    },
    ...changes(sql),
    ...ends(sql),
  };
}

function changes(sql: Sql) {
  return {
    async add(tokenHash: string, session: SessionRecord): Promise<void> {
      await sql.run(`INSERT INTO sessions (token_hash, ${columns.join(", ")}) VALUES (${marks(columns.length + 1)})`, [
        tokenHash,
        session.id,
        session.userId,
        session.createdAt,
        session.lastSeenAt,
        session.expiresAt,
        session.provedAt,
        session.provedWith.join(" "),
        session.address,
        session.label,
      ]);
    },
    async sawAt(tokenHash: string, at: Date): Promise<void> {
      const text = "UPDATE sessions SET last_seen_at = ? WHERE token_hash = ? AND last_seen_at < ?";
      await sql.run(text, [at, tokenHash, at]);
    },
    /** Notes a new proof. With a new token the old one is worth nothing from now on. @returns whether the session is there */
    async prove(id: string, proof: { provedAt: Date; provedWith: readonly ProofMethod[]; tokenHash?: string }) {
      const token = proof.tokenHash === undefined ? "" : ", token_hash = ?";
      const text = `UPDATE sessions SET proved_at = ?, proved_with = ?${token} WHERE id = ?`;
      const more = proof.tokenHash === undefined ? [] : [proof.tokenHash];
      return (await sql.run(text, [proof.provedAt, proof.provedWith.join(" "), ...more, id])) > 0;
    },
  };
}

function ends(sql: Sql) {
  return {
    /** @returns whether there was such a session */
    async remove(tokenHash: string): Promise<boolean> {
      return (await sql.run("DELETE FROM sessions WHERE token_hash = ?", [tokenHash])) > 0;
    },
    /** @returns whether the person had such a session */
    async removeOf(userId: string, id: string): Promise<boolean> {
      return (await sql.run("DELETE FROM sessions WHERE user_id = ? AND id = ?", [userId, id])) > 0;
    },
    /** Ends all sessions of a person, or all but one. @returns how many */
    removeAllOf(userId: string, butId: string | null = null): Promise<number> {
      return sql.run("DELETE FROM sessions WHERE user_id = ? AND id <> ?", [userId, butId ?? ""]);
    },
    async removeExpired(at: Date): Promise<void> {
      await sql.run("DELETE FROM sessions WHERE expires_at < ?", [at]);
    },
  };
}
