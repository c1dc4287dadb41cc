import type { Work } from "../../platform/unit-of-work.ts";
import { userRepository } from "../accounts/user.repository.ts";
import { pendingSignInRepository } from "../proof/pending-sign-in.repository.ts";
import { sessionRepository } from "../sessions/session.repository.ts";
import { type ExternalIdentity, externalIdentityRepository } from "./external-identity.repository.ts";

/** No account has this version: what somebody else made inactive is not made active again by the directory. */
const madeByNobodyHere = 0;

/**
 * Ends the access of somebody whom the directory does not let in any more: out of the group, disabled, or gone. All their
 * sessions end. An account that came from the directory becomes inactive, so that neither a passkey nor a password gets
 * a response; one that was here before keeps its other ways to sign in.
 *
 * @returns how many sessions ended
 */
export async function endDirectoryAccess({ sql, concerns }: Work, found: ExternalIdentity): Promise<number> {
  const [users, identities] = [userRepository(sql), externalIdentityRepository(sql)];
  const user = await users.lockById(found.userId);
  // What it was before the lock may have changed while waiting for it.
  const identity = user && (await identities.bySubject(found.methodId, found.subject));
  if (!user || identity?.userId !== user.id) return 0;
  concerns({ subjectUserId: user.id, subjectName: user.username });
  const isMade = identity.origin === "CREATED" && user.state === "ACTIVE";
  if (isMade) {
    await users.saveState(user.id, "INACTIVE");
    concerns({ facts: { before: "ACTIVE", after: "INACTIVE" } });
  }
  if (isMade || identity.endedAtVersion === null) {
    await identities.endAt(identity, isMade ? user.version + 1 : madeByNobodyHere);
  }
  await pendingSignInRepository(sql).removeAllOf(user.id);
  return sessionRepository(sql).removeAllOf(user.id);
}
