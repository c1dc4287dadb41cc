import { expect, test } from "vitest";
import { progressLine } from "./progress-line.ts";

test("shows how far something is, and how fast", () => {
  const line = progressLine({ done: 500_000, all: 1_000_000, seconds: 10, doneNow: 123_450 });
  expect(line).toBe("[############------------]  50 %  500,000 of 1,000,000  12,345 a second");
});

test("is full where there was nothing to do", () => {
  expect(progressLine({ done: 0, all: 0, seconds: 0, doneNow: 0 })).toBe(`[${"#".repeat(24)}] 100 %  0 of 0`);
});

test("never says all before it is", () => {
  expect(progressLine({ done: 999_999, all: 1_000_000, seconds: 0, doneNow: 0 })).toContain(" 99 %");
});
