import type { Sql } from "../../platform/sql.ts";
import type { ProofMethod } from "./proof-methods.ts";

/** With what a person can sign in and prove who they are. */
export interface WaysIn {
  readonly hasPassword: boolean;
  /** The password is too short to stand alone, without a second factor. */
  readonly passwordIsShort: boolean;
  /** Whether administrators let people sign in with passwords of accounts here. */
  readonly passwordIsOn: boolean;
  /** Whether they let people sign in with passkeys; as a second factor they always count. */
  readonly passkeyIsOn: boolean;
  readonly passkeys: number;
  readonly hasTotp: boolean;
  readonly recoveryCodes: number;
}

interface WaysInRow {
  password: number;
  short: number;
  password_on: number;
  passkey_on: number;
  passkeys: number;
  totp: number;
  codes: number;
}

const text = `SELECT
  CASE WHEN u.password_hash IS NULL THEN 0 ELSE 1 END AS password,
  COALESCE(u.password_is_short, 0) AS short,
  (SELECT max(m.is_on) FROM sign_in_methods m WHERE m.kind = 'PASSWORD') AS password_on,
  (SELECT max(m.is_on) FROM sign_in_methods m WHERE m.kind = 'PASSKEY') AS passkey_on,
  (SELECT count(*) FROM passkeys p WHERE p.user_id = u.id) AS passkeys,
  (SELECT count(*) FROM totp_secrets t WHERE t.user_id = u.id AND t.is_confirmed = 1) AS totp,
  (SELECT count(*) FROM recovery_codes r WHERE r.user_id = u.id) AS codes
  FROM users u WHERE u.id = ?`;

/** @returns with what a person can sign in */
export async function waysInOf(sql: Sql, userId: string): Promise<WaysIn> {
  const row = await sql.row<WaysInRow>(text, [userId]);
  return {
    hasPassword: Number(row?.password) === 1,
    passwordIsShort: Number(row?.short) === 1,
    passwordIsOn: Number(row?.password_on) === 1,
    passkeyIsOn: Number(row?.passkey_on) === 1,
    passkeys: Number(row?.passkeys ?? 0),
    hasTotp: Number(row?.totp) === 1,
    recoveryCodes: Number(row?.codes ?? 0),
  };
}

/** Whether the person has a second factor that was there at a time already. */
export async function hasSecondFactorFrom(sql: Sql, userId: string, at: Date): Promise<boolean> {
  const found = await sql.row(
    `SELECT 1 AS one FROM passkeys WHERE user_id = ? AND created_at <= ?
     UNION SELECT 1 FROM totp_secrets WHERE user_id = ? AND is_confirmed = 1 AND created_at <= ?`,
    [userId, at, userId, at],
  );
  return found !== null;
}

/** Whether the person has something beside the password that proves who they are. */
export function hasSecondFactor({ passkeys, hasTotp }: WaysIn): boolean {
  return passkeys > 0 || hasTotp;
}

/** @returns what the person can prove it with, the best first; a recovery code where one will do */
export function secondFactorsOf(ways: WaysIn, acceptsRecoveryCode: boolean): ProofMethod[] {
  if (!hasSecondFactor(ways)) return [];
  return [
    ...(ways.passkeys > 0 ? ["PASSKEY" as const] : []),
    ...(ways.hasTotp ? ["TOTP" as const] : []),
    ...(acceptsRecoveryCode && ways.recoveryCodes > 0 ? ["RECOVERY_CODE" as const] : []),
  ];
}
