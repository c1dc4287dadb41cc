import type { Person } from "../../platform/actor.ts";
import type { Clock } from "../../platform/clock.ts";
import type { Random } from "../../platform/random.ts";
import type { Work } from "../../platform/unit-of-work.ts";
import type { DirectoryClaims } from "../directory/directory-claims.ts";
import { endDirectoryAccess } from "../directory/end-directory-access.ts";
import { externalIdentityRepository } from "../directory/external-identity.repository.ts";
import { proven, type StepUpOutcome } from "../proof/step-up.ts";

/** What comes of proving elsewhere once more who one is. */
export type StepUpElsewhereOutcome =
  | Exclude<StepUpOutcome, { type: "RateLimited" }>
  | { readonly type: "DirectoryAccessEnded" };

/** Takes a provider's word that it is still the person who is signed in. It must be the same person there as well. */
export const makeStepUpElsewhere =
  (deps: { readonly clock: Clock; readonly random: Random }) =>
  async (
    work: Work,
    person: Person,
    { methodId, claims }: { methodId: string; claims: DirectoryClaims },
  ): Promise<StepUpElsewhereOutcome> => {
    const identity = await externalIdentityRepository(work.sql).bySubject(methodId, claims.subject);
    if (identity?.userId !== person.userId) return { type: "StepUpRefused" };
    if (!claims.isInRequiredGroup) {
      await endDirectoryAccess(work, identity);
      return { type: "DirectoryAccessEnded" };
    }
    const proof = { method: "OPENID_CONNECT", take: async () => true } as const;
    const begun = await proven(deps, work.sql, { person, proof });
    if (!begun) return { type: "StepUpRefused" };
    work.concerns({ facts: { method: proof.method } });
    return { type: "SteppedUp", begun };
  };

/** What takes a provider's word for somebody who is signed in. */
export type StepUpElsewhere = ReturnType<typeof makeStepUpElsewhere>;
