import type { Role } from "@unlatch/core/access/permissions";
import type { UserState } from "@unlatch/core/lifecycle/user-states";
import { marks, type Sql } from "../../platform/sql.ts";
import { fold } from "./fold.ts";

/** A person with an account, without the password's hash. */
export interface UserRecord {
  readonly id: string;
  readonly username: string;
  readonly displayName: string;
  readonly role: Role;
  readonly state: UserState;
  readonly version: number;
}

/** A person and what their password is checked against; null when they cannot sign in with one. */
export interface UserWithPassword {
  readonly user: UserRecord;
  readonly passwordHash: string | null;
}

interface UserRow {
  id: string;
  username: string;
  display_name: string;
  role: Role;
  state: UserState;
  version: number;
}

/** The columns of a user without the password's hash. */
export const userColumns = "id, username, display_name, role, state, version";

/** @returns a row of `userColumns` as a record */
export const userFrom = (row: UserRow): UserRecord => ({
  id: row.id,
  username: row.username,
  displayName: row.display_name,
  role: row.role,
  state: row.state,
  version: Number(row.version),
});

const userOrNull = (row: UserRow | null) => (row ? userFrom(row) : null);

/** @returns what can be done with the people of a database */
export function userRepository(sql: Sql) {
  return {
    async byId(id: string): Promise<UserRecord | null> {
      return userOrNull(await sql.row<UserRow>(`SELECT ${userColumns} FROM users WHERE id = ?`, [id]));
    },
    /** The same, and nobody else changes them until the unit ends. */
    async lockById(id: string): Promise<UserRecord | null> {
      const text = `SELECT ${userColumns} FROM users WHERE id = ?${sql.forUpdate}`;
      return userOrNull(await sql.row<UserRow>(text, [id]));
    },
    async byUsername(username: string): Promise<UserRecord | null> {
      const text = `SELECT ${userColumns} FROM users WHERE username_key = ?`;
      return userOrNull(await sql.row<UserRow>(text, [fold(username)]));
    },
    async byIds(ids: readonly string[]): Promise<Map<string, UserRecord>> {
      if (ids.length === 0) return new Map();
      const text = `SELECT ${userColumns} FROM users WHERE id IN (${marks(ids.length)})`;
      const found = (await sql.rows<UserRow>(text, ids)).map(userFrom);
      return new Map(found.map((user) => [user.id, user]));
    },
    async withPassword(username: string): Promise<UserWithPassword | null> {
      const text = `SELECT ${userColumns}, password_hash FROM users WHERE username_key = ?`;
      const row = await sql.row<UserRow & { password_hash: string | null }>(text, [fold(username)]);
      return row ? { user: userFrom(row), passwordHash: row.password_hash } : null;
    },
    async hasAdministrator(): Promise<boolean> {
      return (await sql.row("SELECT 1 AS one FROM users WHERE role = 'ADMINISTRATOR' LIMIT 1")) !== null;
    },
    /** @returns false when the user name is taken, ignoring case; then nothing is written */
    async add(user: UserRecord, passwordHash: string | null, createdAt: Date): Promise<boolean> {
      const written = await sql.run(
        `INSERT INTO users (id, username, username_key, display_name, display_name_key, role, state, password_hash, created_at, version)
         VALUES (${marks(10)}) ON CONFLICT (username_key) DO NOTHING`,
        [
          user.id,
          user.username,
          fold(user.username),
          user.displayName,
          fold(user.displayName),
          user.role,
          user.state,
          passwordHash,
          createdAt,
          user.version,
        ],
      );
      return written === 1;
    },
  };
}
