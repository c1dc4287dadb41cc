import type { Sql } from "../../platform/sql.ts";
import type { WaysIn } from "../proof/ways-in.read-model.ts";

/** Why a way to sign in cannot be taken away. */
export type RemovalRefusal =
  | { readonly type: "LastWayIn" }
  | { readonly type: "PasswordTooWeak"; readonly weakness: "TOO_SHORT_ALONE" };

/** Whether a person can sign in with an account that they have elsewhere. */
export type HasWayInElsewhere = (sql: Sql, userId: string) => Promise<boolean>;

/**
 * Keeps people from locking themselves out, and a short password from standing alone.
 *
 * @param after - what would be left
 * @returns the refusal, or null
 */
export function whyNotRemove(after: WaysIn, hasWayInElsewhere: boolean): RemovalRefusal | null {
  const isProtected = after.passkeys > 0 || after.hasTotp;
  const hasWayInHere = (after.hasPassword && after.passwordIsOn) || (after.passkeys > 0 && after.passkeyIsOn);
  if (!hasWayInHere && !hasWayInElsewhere) return { type: "LastWayIn" };
  if (after.hasPassword && after.passwordIsShort && !isProtected)
    return { type: "PasswordTooWeak", weakness: "TOO_SHORT_ALONE" };
  return null;
}
