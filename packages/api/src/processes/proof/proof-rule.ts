import { missingProof, type ProofMissing } from "../../identity/index.ts";
import type { Release } from "../release-rules.ts";
import { proofGroundsOf } from "./proof-grounds.read-model.ts";

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
 * gets nothing until its owner had time to notice. And to somebody who has not proved recently who they are, by a passkey
 * or a code where they have one.
 *
 * @see docs/adr on the proof of who somebody is
 */
export const makeProofRule =
  (helpDesk: string | null) =>
  async ({ work: { sql }, person, ground, now }: Release): Promise<RecentlyChanged | ProofMissing | null> => {
    const { freshProofSeconds, recentChangeHours, signInResetAt } = await proofGroundsOf(
      sql,
      person.userId,
      ground.profile.id,
    );
    const until = signInResetAt && new Date(signInResetAt.getTime() + recentChangeHours * hour);
    if (until !== null && until > now) return { type: "RecentlyChanged", until, helpDesk };
    return missingProof(sql, person, { maxAgeSeconds: freshProofSeconds, acceptsRecoveryCode: false, now });
  };
