import type { Permission, Role } from "@unlatch/core/access/permissions";
import type { UserState } from "@unlatch/core/lifecycle/user-states";
import type { Person } from "../../platform/actor.ts";
import { instantFrom, instantOrNull, marks, type Sql } from "../../platform/sql.ts";
import { ownRoleFrom, permissionsIn } from "../accounts/user.repository.ts";

/** An API token as it is shown: never the token itself. */
export interface ApiTokenRecord {
  readonly id: string;
  /** In whose name it asks. */
  readonly userId: string;
  readonly name: string;
  /** How it begins. */
  readonly prefix: string;
  readonly scopes: readonly Permission[];
  readonly createdAt: Date;
  readonly expiresAt: Date;
  /** To the minute; null: never. */
  readonly lastUsedAt: Date | null;
  readonly revokedAt: Date | null;
}

interface TokenRow {
  id: string;
  user_id: string;
  name: string;
  prefix: string;
  scopes: string;
  created_at: unknown;
  expires_at: unknown;
  last_used_at: unknown;
  revoked_at: unknown;
}

interface OwnerRow {
  username: string;
  display_name: string;
  role: Role;
  state: UserState;
  own_role_id: string | null;
  own_role_name: string | null;
  own_role_permissions: string | null;
}

/** The columns of a token, without its hash. */
export const tokenColumns = [
  "id",
  "user_id",
  "name",
  "prefix",
  "scopes",
  "created_at",
  "expires_at",
  "last_used_at",
  "revoked_at",
];

/** @returns a row of `tokenColumns` as a record */
export const apiTokenFrom = (row: TokenRow): ApiTokenRecord => ({
  id: row.id,
  userId: row.user_id,
  name: row.name,
  prefix: row.prefix,
  scopes: permissionsIn(row.scopes),
  createdAt: instantFrom(row.created_at),
  expiresAt: instantFrom(row.expires_at),
  lastUsedAt: instantOrNull(row.last_used_at),
  revokedAt: instantOrNull(row.revoked_at),
});

const ownerFrom = (row: TokenRow & OwnerRow, { id, name, scopes }: ApiTokenRecord): Person => ({
  type: "person",
  userId: row.user_id,
  username: row.username,
  displayName: row.display_name,
  role: row.role,
  ownRole: ownRoleFrom(row),
  state: row.state,
  token: { id, name, scopes },
});

/** @returns what can be done with API tokens */
export function apiTokenRepository(sql: Sql) {
  return {
    /** A token and in whose name it asks, in one statement: every request of a program begins with it. */
    async byHash(tokenHash: string): Promise<(ApiTokenRecord & { readonly person: Person }) | null> {
      const row = await sql.row<TokenRow & OwnerRow>(
        `SELECT ${tokenColumns.map((column) => `t.${column}`).join(", ")}, u.username, u.display_name, u.role, u.state,
           u.own_role_id, r.name AS own_role_name, r.permissions AS own_role_permissions
         FROM api_tokens t JOIN users u ON u.id = t.user_id LEFT JOIN roles r ON r.id = u.own_role_id
         WHERE t.token_hash = ?`,
        [tokenHash],
      );
      if (!row) return null;
      const token = apiTokenFrom(row);
      return { ...token, person: ownerFrom(row, token) };
    },
    async lockById(id: string): Promise<ApiTokenRecord | null> {
      const text = `SELECT ${tokenColumns.join(", ")} FROM api_tokens WHERE id = ?${sql.forUpdate}`;
      const row = await sql.row<TokenRow>(text, [id]);
      return row && apiTokenFrom(row);
    },
    async add(tokenHash: string, token: ApiTokenRecord): Promise<void> {
      const text = `INSERT INTO api_tokens (token_hash, ${tokenColumns.join(", ")}) VALUES (${marks(10)})`;
      await sql.run(text, [
        tokenHash,
        token.id,
        token.userId,
        token.name,
        token.prefix,
        token.scopes.join(" "),
        token.createdAt,
        token.expiresAt,
        token.lastUsedAt,
        token.revokedAt,
      ]);
    },
    async usedAt(id: string, at: Date): Promise<void> {
      await sql.run("UPDATE api_tokens SET last_used_at = ? WHERE id = ?", [at, id]);
    },
    async revoke(id: string, at: Date): Promise<void> {
      await sql.run("UPDATE api_tokens SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL", [at, id]);
    },
    /** Revokes all tokens that ask in somebody's name. */
    async revokeAllOf(userId: string, at: Date): Promise<void> {
      await sql.run("UPDATE api_tokens SET revoked_at = ? WHERE user_id = ? AND revoked_at IS NULL", [at, userId]);
    },
  };
}
