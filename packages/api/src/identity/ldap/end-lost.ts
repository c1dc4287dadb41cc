import type { Actor } from "../../platform/actor.ts";
import type { UnitOfWork } from "../../platform/unit-of-work.ts";
import { endDirectoryAccess } from "../directory/end-directory-access.ts";
import { type ExternalIdentity, externalIdentityRepository } from "../directory/external-identity.repository.ts";

/** What came of it: somebody who was let in again meanwhile, or whose access had ended before, keeps what they have. */
export type EndLostOutcome = { readonly type: "DirectoryAccessEnded" } | { readonly type: "DirectoryAccessGoesOn" };

/** Ends the access of somebody whom a directory did not let in any more when it was asked. */
export type EndLost = (actor: Actor, identity: ExternalIdentity, askedAt: Date) => Promise<EndLostOutcome>;

/** @returns what ends the access of people who are lost, each in a unit of their own */
export const makeEndLost =
  (unitOfWork: UnitOfWork): EndLost =>
  (actor, { methodId, subject }, askedAt) =>
    unitOfWork.audited<EndLostOutcome>(
      { name: "directory.endAccess", success: ["DirectoryAccessEnded", "DirectoryAccessGoesOn"] },
      actor,
      async (work) => {
        work.concerns({ facts: { method: "LDAP", methodId } });
        const now = await externalIdentityRepository(work.sql).bySubject(methodId, subject);
        if (!now || now.endedAtVersion !== null || now.lastSeenAt > askedAt) return { type: "DirectoryAccessGoesOn" };
        const ended = await endDirectoryAccess(work, now);
        work.concerns({ facts: { sessions: String(ended) } });
        return { type: "DirectoryAccessEnded" };
      },
    );
