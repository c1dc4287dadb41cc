/** How recently somebody must have proved who they are before a card of a profile is unblocked. */
export interface ProfileProof {
  /** How old a proof may be. */
  readonly freshProofSeconds: number;
  /** How long after a reset of how somebody signs in nothing is released; 0 for not at all. */
  readonly recentChangeHours: number;
}

/** What holds for a profile until an administrator says otherwise: five minutes, a day. */
export const usualProof: ProfileProof = { freshProofSeconds: 300, recentChangeHours: 24 };
