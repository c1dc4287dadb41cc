import type { Person } from "../../platform/actor.ts";
import type { Clock } from "../../platform/clock.ts";
import type { Work } from "../../platform/unit-of-work.ts";
import { userRepository } from "../accounts/user.repository.ts";
import type { DirectoryClaims } from "../directory/directory-claims.ts";
import { externalIdentityRepository } from "../directory/external-identity.repository.ts";
import type { AccountSaved } from "../my-account/own-change.ts";
import { missingProof, ownChangeSeconds, type StepUpNeeded } from "../proof/fresh-proof.ts";

/** What comes of linking an account elsewhere to one's own. */
export type LinkIdentityOutcome =
  | AccountSaved
  | StepUpNeeded
  | { readonly type: "DirectoryAccessEnded" }
  /** The account there is linked to somebody here already, or the person has another one there. */
  | { readonly type: "IdentityTaken" };

/** Links an account elsewhere to the account of whoever is signed in: the way in for those whom no rule lets in. */
export const makeLinkIdentity =
  ({ clock }: { readonly clock: Clock }) =>
  async (
    { sql, concerns }: Work,
    person: Person,
    { methodId, claims }: { methodId: string; claims: DirectoryClaims },
  ): Promise<LinkIdentityOutcome> => {
    const now = clock();
    const user = await userRepository(sql).lockById(person.userId);
    const missing = await missingProof(sql, person, {
      maxAgeSeconds: ownChangeSeconds,
      acceptsRecoveryCode: true,
      now,
    });
    if (missing || !user) return missing ?? { type: "IdentityTaken" };
    concerns({ subjectUserId: user.id, subjectName: user.username });
    if (!claims.isInRequiredGroup) return { type: "DirectoryAccessEnded" };
    const identity = { methodId, subject: claims.subject, userId: user.id, origin: "LINKED" } as const;
    const times = { createdAt: now, lastSeenAt: now, endedAtVersion: null };
    const isNew = await externalIdentityRepository(sql).add({ ...identity, ...times });
    return { type: isNew ? "AccountSaved" : "IdentityTaken" };
  };

/** What links an account elsewhere. */
export type LinkIdentity = ReturnType<typeof makeLinkIdentity>;
