/** Everything that has to be right for a response to be given and to work, in the order in which one would look. */
export const conditionNames = [
  "TYPE_COMPLETE",
  "CRYPTOGRAPHY_ALLOWED",
  "KEY_PRESENT",
  "PROCESS_ON",
  "WHO_MAY_START",
  "CARD_ACTIVE",
  "CARD_NOT_FROZEN",
  "HOLDER_ACTIVE",
  "SIGN_IN_WITHOUT_CARD",
  "ATTEMPTS_LEFT",
  "QUOTA_LEFT",
] as const;

/** One of them. */
export type ConditionName = (typeof conditionNames)[number];

/** A condition, decided. */
export interface Condition {
  readonly name: ConditionName;
  readonly isMet: boolean;
  /** What is so, or what is missing, in a sentence. */
  readonly reason: string;
  /** The page of this site where it is mended; null: none, or nothing to mend. */
  readonly link: string | null;
  /** What the link says; null without a link. */
  readonly fixLabel: string | null;
}

/** Where something is mended. */
export interface Mending {
  readonly link: string;
  readonly fixLabel: string;
}

/** @returns a condition that holds */
export const met = (name: ConditionName, reason: string): Condition => ({
  name,
  isMet: true,
  reason,
  link: null,
  fixLabel: null,
});

/** @returns a condition that does not hold, with where to mend it where there is such a place */
export const unmet = (name: ConditionName, reason: string, mending: Mending | null): Condition => ({
  name,
  isMet: false,
  reason,
  link: mending?.link ?? null,
  fixLabel: mending?.fixLabel ?? null,
});
