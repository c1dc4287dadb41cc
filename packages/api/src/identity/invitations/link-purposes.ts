/** What a one-time link is for: a first password, or a new one after the ways to sign in were reset. */
export const linkPurposes = ["INVITATION", "RESET"] as const;

/** What one link is for. */
export type LinkPurpose = (typeof linkPurposes)[number];
