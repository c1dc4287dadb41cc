/** What can be said of the keys of cards: worst first. */
export const hygieneFindings = [
  "DEFAULT_KEY",
  "SHARED_KEY",
  "MISSING_KEY",
  "CHALLENGE_REPEATED",
  "UNIFORM_KEY",
  "LEGACY_AFTER_2030",
  "LEGACY_3DES",
  "RELEASED_SINCE_ROTATION",
  "OLD_KEY",
] as const;

/** One of them. */
export type HygieneFinding = (typeof hygieneFindings)[number];

/** From this age on a key is old. */
export const oldKeyYears = 2;

/** The steps in which ages of keys are counted, in full years: at least this and less than the next. */
export const keyAgeYears = [0, 1, 2, 5] as const;

/** The last moment until which 3DES may be used by anyone. */
export const legacyUntil = new Date("2030-12-31T23:59:59.999Z");

const yearMs = 365.25 * 86_400_000;

/** @returns the moment that many years before another */
export const yearsBefore = (now: Date, years: number) => new Date(now.getTime() - years * yearMs);

/** @returns the step of its age that a key made at that time is in */
export function keyAgeStep(madeAt: Date, now: Date): number {
  const years = (now.getTime() - madeAt.getTime()) / yearMs;
  return keyAgeYears.findLast((step) => years >= step) ?? 0;
}
