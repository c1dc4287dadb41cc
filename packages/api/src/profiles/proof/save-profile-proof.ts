import type { Actor } from "../../platform/actor.ts";
import { type ProfileRecord, profileRepository } from "../card-profile.repository.ts";
import type { ProfileDesk } from "../profile-desk.ts";
import type { CardProfileNotFound, ChangedMeanwhile } from "../profile-refusals.ts";
import { changedMeanwhile, changedNow } from "../profile-version.ts";
import { profileProofRepository } from "./profile-proof.repository.ts";
import { type ProfileProof, usualProof } from "./profile-proof.ts";

/** What proof a profile is to want, and the version of it that was looked at. */
export interface SaveProfileProofCommand extends ProfileProof {
  readonly profileId: string;
  readonly version: number;
}

/** What comes of it. */
export type SaveProfileProofOutcome =
  | { readonly type: "CardProfileSaved"; readonly cardProfile: ProfileRecord }
  | CardProfileNotFound
  | ChangedMeanwhile
  | { readonly type: "ProofSettingsUnusable"; readonly at: readonly string[] };

/** The shortest and the longest that a proof may be old, in seconds; the longest pause after a reset, in hours. */
export const proofLimits = { shortestSeconds: 30, longestSeconds: 8 * 60 * 60, longestHours: 30 * 24 } as const;

/** Sets how recently people must have proved who they are before cards of a profile are unblocked. */
export const makeSaveProfileProof =
  ({ unitOfWork, clock }: ProfileDesk) =>
  (actor: Actor, command: SaveProfileProofCommand): Promise<SaveProfileProofOutcome> =>
    unitOfWork.audited<SaveProfileProofOutcome>(
      { name: "profile.saveProof", success: "CardProfileSaved" },
      actor,
      async ({ sql, concerns }) => {
        const profiles = profileRepository(sql);
        const profile = await profiles.lockById(command.profileId);
        if (profile === null) return { type: "CardProfileNotFound" };
        concerns({ profileId: profile.id, profileName: profile.name });
        if (profile.version !== command.version) return changedMeanwhile(sql, profile, clock());
        const field = unusableField(command);
        if (field !== null) return { type: "ProofSettingsUnusable", at: [field] };
        const proofs = profileProofRepository(sql);
        const before = (await proofs.byIds([profile.id])).get(profile.id) ?? usualProof;
        await proofs.save(profile.id, command);
        const cardProfile = changedNow(profile, { actor, clock });
        await profiles.save(cardProfile);
        concerns({ facts: proofFacts(before, command) });
        return { type: "CardProfileSaved", cardProfile };
      },
    );

function unusableField({ freshProofSeconds, recentChangeHours }: ProfileProof): keyof ProfileProof | null {
  const { shortestSeconds, longestSeconds, longestHours } = proofLimits;
  if (freshProofSeconds < shortestSeconds || freshProofSeconds > longestSeconds) return "freshProofSeconds";
  return recentChangeHours < 0 || recentChangeHours > longestHours ? "recentChangeHours" : null;
}

/** What was and what is, so that a profile that was relaxed and set back tells both. */
const proofFacts = (before: ProfileProof, after: ProfileProof) => ({
  freshProofSecondsBefore: String(before.freshProofSeconds),
  freshProofSecondsAfter: String(after.freshProofSeconds),
  recentChangeHoursBefore: String(before.recentChangeHours),
  recentChangeHoursAfter: String(after.recentChangeHours),
});
