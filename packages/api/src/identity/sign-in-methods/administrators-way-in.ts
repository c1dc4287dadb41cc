import type { Sql } from "../../platform/sql.ts";
import type { SignInMethodRecord } from "./sign-in-method.repository.ts";

/** Nobody who administers could sign in any more. */
export type LastWayIn = { readonly type: "LastWayIn"; readonly whose: "ADMINISTRATORS" };

const text = `SELECT
  max(CASE WHEN u.password_hash IS NULL THEN 0 ELSE 1 END) AS password,
  max(CASE WHEN EXISTS (SELECT 1 FROM passkeys p WHERE p.user_id = u.id) THEN 1 ELSE 0 END) AS passkey
  FROM users u WHERE u.role = 'ADMINISTRATOR' AND u.state = 'ACTIVE'`;

const elsewhere = `SELECT DISTINCT e.method_id AS id FROM external_identities e JOIN users u ON u.id = e.user_id
  WHERE u.role = 'ADMINISTRATOR' AND u.state = 'ACTIVE' AND e.ended_at_version IS NULL`;

/**
 * Keeps administrators from locking all of themselves out.
 *
 * @param after - the methods as they would be
 * @returns the refusal, or null while at least one active administrator can still sign in
 */
export async function whyNotLeave(sql: Sql, after: readonly SignInMethodRecord[]): Promise<LastWayIn | null> {
  const ways = await sql.row<{ password: unknown; passkey: unknown }>(text);
  const methods = new Set((await sql.rows<{ id: string }>(elsewhere)).map(({ id }) => id));
  const isWayIn = ({ id, kind }: SignInMethodRecord) => {
    if (kind === "PASSWORD") return Number(ways?.password ?? 0) === 1;
    if (kind === "PASSKEY") return Number(ways?.passkey ?? 0) === 1;
    return methods.has(id);
  };
  return after.some((method) => method.isOn && isWayIn(method)) ? null : { type: "LastWayIn", whose: "ADMINISTRATORS" };
}
