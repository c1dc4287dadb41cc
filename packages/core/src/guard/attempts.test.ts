import { expect, test } from "vitest";
import { cardTypeNamed } from "../challenge/card-types.ts";
import { areAttemptLimitsUsable, attemptLimits, attemptStanding } from "./attempts.ts";

const usual = { warnAt: null, stopAt: null };
const limitOf = (name: string) => cardTypeNamed(name).adminKeyTries.limit;

test("stops two below the card's limit, and warns when two are left", () => {
  expect(attemptLimits(5, usual)).toEqual({ warnAt: 1, stopAt: 3 });
  expect(attemptLimits(limitOf("minidriver-3des"), usual)).toEqual({ warnAt: 1, stopAt: 3 });
});

test("stops nothing by itself where a card counts no tries, or the number is not published", () => {
  for (const name of ["piv-9b-aes256", "gids", "hid-crescendo-aes"]) {
    expect(attemptLimits(limitOf(name), usual)).toEqual({ warnAt: null, stopAt: null });
  }
});

test("a card with a limit of two or less gets one response, with a warning", () => {
  for (const limit of [1, 2, 3]) expect(attemptLimits(limit, usual)).toEqual({ warnAt: 0, stopAt: 1 });
});

test("a profile may be more careful, and say so where no limit is known", () => {
  expect(attemptLimits(5, { warnAt: 1, stopAt: 2 })).toEqual({ warnAt: 1, stopAt: 2 });
  expect(attemptLimits(null, { warnAt: null, stopAt: 6 })).toEqual({ warnAt: 4, stopAt: 6 });
});

test("no profile lets a card of a type that bears less come nearer to its limit than two", () => {
  for (const [limit, stopAt] of [
    [5, 3],
    [3, 1],
    [1, 1],
  ] as const) {
    expect(attemptLimits(limit, { warnAt: null, stopAt: 60 }).stopAt).toBe(stopAt);
  }
});

test("tells how many are left, when it warns and when it stops", () => {
  const limits = attemptLimits(5, usual);
  const said = [0, 1, 2, 3, 4].map((released) => {
    const { triesLeft, isWarned, isStopped } = attemptStanding(limits, released);
    return [triesLeft, isWarned, isStopped];
  });
  expect(said).toEqual([
    [3, false, false],
    [2, true, false],
    [1, true, false],
    [0, true, true],
    [0, true, true],
  ]);
  const unlimited = attemptStanding(usual, 100);
  expect([unlimited.triesLeft, unlimited.isWarned, unlimited.isStopped]).toEqual([null, false, false]);
});

test("a warning after the stop, a fraction and a stop at nothing are no limits", () => {
  expect(areAttemptLimitsUsable({ warnAt: 1, stopAt: 3 })).toBe(true);
  expect(areAttemptLimitsUsable(usual)).toBe(true);
  for (const limits of [
    { warnAt: 3, stopAt: 3 },
    { warnAt: 1.5, stopAt: 3 },
    { warnAt: null, stopAt: 0 },
    { warnAt: -1, stopAt: 2 },
    { warnAt: null, stopAt: 1001 },
  ]) {
    expect(areAttemptLimitsUsable(limits)).toBe(false);
  }
});
