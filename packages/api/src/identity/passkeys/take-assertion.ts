import type { Sql } from "../../platform/sql.ts";
import type { CheckedAssertion } from "./passkey-ceremonies.ts";
import type { PasskeyChallenges } from "./passkey-challenge.ts";
import { passkeyRepository } from "./passkey.repository.ts";

/**
 * Lets a checked signature count, once: its challenge is used up, and the authenticator's own count must have grown since
 * the last time where it counts at all.
 *
 * @returns the passkey's person, or null when the signature was used before or the passkey is gone
 */
export async function takeAssertion(
  sql: Sql,
  challenges: PasskeyChallenges,
  { checked, now }: { checked: CheckedAssertion; now: Date },
): Promise<string | null> {
  const { challenge, signCount, purpose } = checked;
  const passkey = await passkeyRepository(sql).lockByCredentialId(checked.passkey.credentialId);
  if (passkey === null || passkey.userId !== checked.passkey.userId) return null;
  const counts = signCount > 0 || passkey.signCount > 0;
  if (counts && signCount <= passkey.signCount) return null;
  if (!(await challenges.use(sql, { challenge, purpose, now }))) return null;
  await passkeyRepository(sql).used(passkey.id, signCount, now);
  return passkey.userId;
}
