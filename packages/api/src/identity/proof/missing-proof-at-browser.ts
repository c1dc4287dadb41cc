import type { Actor } from "../../platform/actor.ts";
import type { Sql } from "../../platform/sql.ts";
import { missingProof, ownChangeSeconds, type StepUpNeeded } from "./fresh-proof.ts";

/**
 * What is missing of a fresh proof of whoever gives others a way in. A program has its token, and the server needs none;
 * without this, an old session would make itself an account that has just proved itself.
 *
 * @returns what is missing, or null
 */
export async function missingProofAtBrowser(sql: Sql, actor: Actor, now: Date): Promise<StepUpNeeded | null> {
  if (actor.type !== "person" || actor.token !== undefined) return null;
  return missingProof(sql, actor, { maxAgeSeconds: ownChangeSeconds, acceptsRecoveryCode: false, now });
}
