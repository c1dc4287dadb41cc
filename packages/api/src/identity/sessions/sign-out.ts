import type { Actor } from "../../platform/actor.ts";
import type { UnitOfWork } from "../../platform/unit-of-work.ts";
import { sessionRepository } from "./session.repository.ts";
import { hashOfToken } from "./session-token.ts";

/** Signing out always succeeds; `signedOut` says whether there was a session to end. */
export interface SignOutOutcome {
  readonly type: "SignedOut";
  readonly signedOut: boolean;
}

/**
 * Ends a session, so that its cookie is worth nothing from this moment on. A stranger has none to end: nothing happens,
 * and nothing is written.
 */
export const makeSignOut =
  (unitOfWork: UnitOfWork) =>
  async (actor: Actor, token: string | null): Promise<SignOutOutcome> => {
    if (actor.type !== "person" || token === null) return { type: "SignedOut", signedOut: false };
    return unitOfWork.audited({ name: "session.signOut", success: "SignedOut" }, actor, async ({ sql }) => {
      const signedOut = await sessionRepository(sql).remove(hashOfToken(token));
      return { type: "SignedOut", signedOut };
    });
  };
