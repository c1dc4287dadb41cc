import type { Work } from "../../platform/unit-of-work.ts";
import { userRepository } from "../accounts/user.repository.ts";
import { pendingSignInRepository } from "../proof/pending-sign-in.repository.ts";
import { sessionRepository } from "../sessions/session.repository.ts";
import { type ExternalIdentity, externalIdentityRepository } from "./external-identity.repository.ts";

/**
 * Ends the access of somebody whom the directory does not let in any more: out of the group, disabled, or gone. All their
 * sessions end. An account that came from the directory becomes inactive, so that neither a passkey nor a password gets
 * a response; one that was here before keeps its other ways to sign in.
 *
 * @returns how many sessions ended
 */
export async function endDirectoryAccess({ sql, concerns }: Work, identity: ExternalIdentity): Promise<number> {
  const users = userRepository(sql);
  const user = await users.lockById(identity.userId);
  if (!user) return 0;
  concerns({ subjectUserId: user.id, subjectName: user.username });
  const isMade = identity.origin === "CREATED" && user.state === "ACTIVE";
  if (isMade) {
    await users.saveState(user.id, "INACTIVE");
    concerns({ facts: { before: "ACTIVE", after: "INACTIVE" } });
  }
  if (isMade || identity.endedAtVersion === null) {
    await externalIdentityRepository(sql).endAt(identity, user.version + (isMade ? 1 : 0));
  }
  await pendingSignInRepository(sql).removeAllOf(user.id);
  return sessionRepository(sql).removeAllOf(user.id);
}
