import { missingProof, type ProofMissing, userRepository } from "../../identity/index.ts";
import { profileProofRepository } from "../../profiles/index.ts";
import type { Release } from "../release-rules.ts";

/** A way to sign in was reset so recently that nothing is released yet. */
export interface RecentlyChanged {
  readonly type: "RecentlyChanged";
  readonly until: Date;
  /** How to reach the help desk; null when the host did not say. */
  readonly helpDesk: string | null;
}

const hour = 60 * 60 * 1000;

/**
 * Refuses a release to somebody whose password or second factor was reset a short time ago: whoever took the account over
 * gets nothing until its owner had time to notice.
 */
export const makeRecentChangeRule =
  (helpDesk: string | null) =>
  async ({ work: { sql }, person, ground, now }: Release): Promise<RecentlyChanged | null> => {
    const { recentChangeHours } = await profileProofRepository(sql).of(ground.profile.id);
    const resetAt = await userRepository(sql).signInResetAt(person.userId);
    if (resetAt === null) return null;
    const until = new Date(resetAt.getTime() + recentChangeHours * hour);
    return until > now ? { type: "RecentlyChanged", until, helpDesk } : null;
  };

/** Refuses a release to somebody who has not proved recently who they are: by a passkey or a code, where they have one. */
export async function freshProofRule({ work: { sql }, person, ground, now }: Release): Promise<ProofMissing | null> {
  const { freshProofSeconds } = await profileProofRepository(sql).of(ground.profile.id);
  return missingProof(sql, person, { maxAgeSeconds: freshProofSeconds, acceptsRecoveryCode: false, now });
}
