import { expect, test } from "vitest";
import { challengeProblem } from "./challenge-problem.ts";

test("a challenge in any format is fine", () => {
  expect(challengeProblem("16o3-ebdf 1c8a:2e72", [16])).toBeNull();
});

test("a missing challenge is asked for", () => {
  expect(challengeProblem("  ", [16])).toBe("Enter the challenge shown on your computer");
});

test.each([
  ["1603 EBDF 1C8A 2E7", [16], "Challenge must have 16 characters. You entered 15."],
  ["1603 EBDF 1C8A 2E72 0", [16], "Challenge must have 16 characters. You entered 17."],
  ["1603 EBDF 1C8A 2E7", [16, 32, 48], "Challenge must have 16 characters. You entered 15."],
  ["1603 EBDF 1C8A 2E72 0", [16, 32, 48], "Challenge must have 16 or 32 characters. You entered 17."],
  ["1603 EBDF 1C8A 2E72 0", [], "Challenge must have 16 or 32 characters. You entered 17."],
])("%j with lengths %j: %s", (typed, lengths, problem) => {
  expect(challengeProblem(typed, lengths)).toBe(problem);
});

test("the exact wrong character is named with its group, before the length is spoken of", () => {
  expect(challengeProblem("1603 EBDF 1S8A", [16])).toBe(
    'Challenge must only include 0 to 9 and A to F. Check "S" in group 3.',
  );
});
