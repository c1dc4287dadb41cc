import { type Permission, permissions, type Role } from "@unlatch/core/access/permissions";
import type { UserState } from "@unlatch/core/lifecycle/user-states";
import type { OwnRole } from "../../platform/actor.ts";
import { instantOrNull, marks, type Sql } from "../../platform/sql.ts";
import { fold } from "./fold.ts";

/** A person with an account, without the password's hash. */
export interface UserRecord {
  readonly id: string;
  readonly username: string;
  readonly displayName: string;
  readonly role: Role;
  /** The role of the organisation's own that they have besides; left out or null for none. */
  readonly ownRole?: OwnRole | null;
  readonly state: UserState;
  readonly version: number;
}

/** A person and what their password is checked against; null when they cannot sign in with one. */
export interface UserWithPassword {
  readonly user: UserRecord;
  readonly passwordHash: string | null;
}

/** Where a person's mail goes. */
export interface MailAddress {
  readonly email: string | null;
  /** When the person showed that it is theirs. */
  readonly confirmedAt: Date | null;
}

interface UserRow {
  id: string;
  username: string;
  display_name: string;
  role: Role;
  state: UserState;
  version: number;
  own_role_id: string | null;
  own_role_name: string | null;
  own_role_permissions: string | null;
}

const ownRoleIn = (column: string) => `(SELECT ${column} FROM roles WHERE roles.id = users.own_role_id)`;

/** The columns of a user without the password's hash; the table keeps its name in the statement. */
export const userColumns = `id, username, display_name, role, state, version, own_role_id,
  ${ownRoleIn("name")} AS own_role_name, ${ownRoleIn("permissions")} AS own_role_permissions`;

/** What stands of somebody's own role in a row; nothing where there is none, or none any more. */
export function ownRoleFrom(row: {
  own_role_id: string | null;
  own_role_name: string | null;
  own_role_permissions: string | null;
}): OwnRole | null {
  const { own_role_id: id, own_role_name: name } = row;
  return id === null || name === null ? null : { id, name, permissions: permissionsIn(row.own_role_permissions) };
}

/** @returns the permissions that a column names; one that this version does not know counts for nothing */
export function permissionsIn(column: string | null): Permission[] {
  const words = new Set((column ?? "").split(" "));
  return permissions.filter((permission) => words.has(permission));
}

/** @returns a row of `userColumns` as a record */
export const userFrom = (row: UserRow): UserRecord => ({
  id: row.id,
  username: row.username,
  displayName: row.display_name,
  role: row.role,
  ownRole: ownRoleFrom(row),
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
    async passwordHashOf(id: string): Promise<string | null> {
      const text = "SELECT password_hash FROM users WHERE id = ?";
      return (await sql.row<{ password_hash: string | null }>(text, [id]))?.password_hash ?? null;
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
    ...accountChanges(sql),
  };
}

function accountChanges(sql: Sql) {
  return {
    /** @param password - null takes the password away */
    async savePassword(id: string, password: { hash: string; isShort: boolean } | null): Promise<void> {
      const text = "UPDATE users SET password_hash = ?, password_is_short = ?, version = version + 1 WHERE id = ?";
      await sql.run(text, [password?.hash ?? null, password ? Number(password.isShort) : null, id]);
    },
    async saveState(id: string, state: UserState): Promise<void> {
      await sql.run("UPDATE users SET state = ?, version = version + 1 WHERE id = ?", [state, id]);
    },
    /** @param ownRoleId - the role of the organisation's own, null for none */
    async saveRole(id: string, { role, ownRoleId }: { role: Role; ownRoleId: string | null }): Promise<void> {
      const text = "UPDATE users SET role = ?, own_role_id = ?, version = version + 1 WHERE id = ?";
      await sql.run(text, [role, ownRoleId, id]);
    },
    /** Notes that a way to sign in was reset; for a while no response is released to the person. */
    async noteSignInReset(id: string, at: Date): Promise<void> {
      await sql.run("UPDATE users SET sign_in_reset_at = ? WHERE id = ?", [at, id]);
    },
    async mailOf(id: string): Promise<MailAddress> {
      const text = "SELECT email, email_confirmed_at FROM users WHERE id = ?";
      const row = await sql.row<{ email: string | null; email_confirmed_at: unknown }>(text, [id]);
      return { email: row?.email ?? null, confirmedAt: instantOrNull(row?.email_confirmed_at) };
    },
    /** Takes this address for confirmed. @returns false when it is no longer the person's */
    async confirmMail(id: string, email: string, at: Date): Promise<boolean> {
      const text = "UPDATE users SET email_confirmed_at = COALESCE(email_confirmed_at, ?) WHERE id = ? AND email = ?";
      return (await sql.run(text, [at, id, email])) > 0;
    },
    /** Somebody whose confirmed mail address this is; null when it is nobody's, or more than one person's. */
    async byConfirmedEmail(email: string): Promise<UserRecord | null> {
      const text = `SELECT ${userColumns} FROM users WHERE lower(email) = lower(?) AND email_confirmed_at IS NOT NULL LIMIT 2`;
      const found = await sql.rows<UserRow>(text, [email]);
      return found.length === 1 ? userOrNull(found[0] ?? null) : null;
    },
    /** Where mail goes as a directory says, and whether it vouches for it. */
    async saveMail(id: string, { email, confirmedAt }: MailAddress): Promise<void> {
      await sql.run("UPDATE users SET email = ?, email_confirmed_at = ? WHERE id = ?", [email, confirmedAt, id]);
    },
    /** A new mail address is not confirmed yet. */
    async savePersonalDetails(id: string, { displayName, email }: { displayName: string; email: string | null }) {
      const keep = "CASE WHEN email = ? THEN email_confirmed_at ELSE NULL END";
      await sql.run(
        `UPDATE users SET display_name = ?, display_name_key = ?, email_confirmed_at = ${keep}, email = ?, version = version + 1 WHERE id = ?`,
        [displayName, fold(displayName), email, email, id],
      );
    },
    async isLastAdministrator(id: string): Promise<boolean> {
      const text = "SELECT id FROM users WHERE role = 'ADMINISTRATOR' AND state = 'ACTIVE' ORDER BY id";
      const found = await sql.rows<{ id: string }>(`${text}${sql.forUpdate}`);
      return found.length === 1 && found[0]?.id === id;
    },
  };
}
