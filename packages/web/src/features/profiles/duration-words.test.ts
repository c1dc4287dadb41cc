import { expect, test } from "vitest";
import { durationWords } from "./duration-words.ts";

test.each([
  [30, "30 seconds"],
  [90, "90 seconds"],
  [300, "5 minutes"],
  [3600, "1 hour"],
  [43_200, "12 hours"],
  [86_400, "1 day"],
])("%i seconds are %s", (seconds, words) => {
  expect(durationWords(seconds)).toBe(words);
});
