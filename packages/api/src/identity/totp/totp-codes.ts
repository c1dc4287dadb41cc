import { wipe } from "@unlatch/core/bytes";
import { Secret, TOTP } from "otpauth";
import type { SecretSeal } from "../../platform/secret-seal.ts";
import type { Sql } from "../../platform/sql.ts";
import { totpSecretRepository } from "./totp-secret.repository.ts";

/** What every authenticator app knows without being told. @see RFC 6238 */
const kind = { algorithm: "SHA1", digits: 6, period: 30 } as const;
/** A code of the step before or after is taken as well: clocks differ. */
const window = 1;

/** How long a secret is. */
export const totpSecretLength = 20;

/** What the seal of a person's secret is bound to. */
export const totpBelongsTo = (userId: string) => ["totp_secrets", 1, userId] as const;

/** @returns what an authenticator app reads from a QR code */
export function otpauthUri(secret: Uint8Array, { site, account }: { site: string; account: string }): string {
  return new TOTP({ ...kind, secret: secretOf(secret), issuer: site, label: account }).toString();
}

/** @returns the secret as a person types it into an app: base32 in groups of four */
export function totpText(secret: Uint8Array): string {
  return (secretOf(secret).base32.match(/.{1,4}/g) ?? []).join(" ");
}

/** @returns the step of time that a code is for, or null when it is not right now */
export function stepOf(secret: Uint8Array, code: string, now: Date): number | null {
  const token = code.replaceAll(/\s/g, "");
  if (!/^\d{6}$/.test(token)) return null;
  const timestamp = now.getTime();
  const delta = new TOTP({ ...kind, secret: secretOf(secret) }).validate({ token, timestamp, window });
  return delta === null ? null : Math.floor(timestamp / 1000 / kind.period) + delta;
}

/**
 * Takes a code of a person's authenticator app, once: neither it nor an earlier one is taken again.
 *
 * @param isConfirmed - false for the first code of an app that is being set up
 * @returns the code's step of time, or null when it is wrong or was used
 */
export async function takeTotp(
  sql: Sql,
  seal: SecretSeal,
  given: { userId: string; code: string; now: Date; isConfirmed: boolean },
): Promise<number | null> {
  const { userId, code, now, isConfirmed } = given;
  const kept = await totpSecretRepository(sql).lock(userId, isConfirmed);
  if (kept === null) return null;
  const secret = seal.open(totpBelongsTo(userId), kept.sealed);
  const step = stepOf(secret, code, now);
  wipe(secret);
  if (step === null || step <= kept.lastStep) return null;
  if (isConfirmed) await totpSecretRepository(sql).took(userId, step);
  return step;
}

const secretOf = (bytes: Uint8Array) => new Secret({ buffer: new Uint8Array(bytes).buffer });
