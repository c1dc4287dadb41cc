import { expect, test } from "vitest";
import { aimedLength, caretAfter, digitsBefore, echoOf, inGroups } from "./typed-challenge.ts";

test.each([
  ["1603ebdf1c8a2e72", "1603 EBDF 1C8A 2E72"],
  ["1603-EBDF-1C8A", "1603 EBDF 1C8A"],
  ["Challenge: 1603 ebdf", "1603 EBDF"],
  ["1603 ", "1603"],
  ["16o3l", "16O3 L"],
  ["16S3", "16S3"],
  ["", ""],
])("puts %j into the groups of the computer's screen and loses nothing", (typed, shown) => {
  expect(inGroups(typed)).toBe(shown);
});

test("the echo shows a slip as it is read and marks it", () => {
  expect(echoOf("1O", 4)[0]).toEqual([
    { shown: "1", kind: "digit", isCorrected: false },
    { shown: "0", kind: "digit", isCorrected: true },
    { shown: "", kind: "empty", isCorrected: false },
    { shown: "", kind: "empty", isCorrected: false },
  ]);
});

test("the echo tells letters from digits, and both from what cannot be read", () => {
  expect(echoOf("8BS", 3)[0]?.map(({ kind }) => kind)).toEqual(["digit", "letter", "bad"]);
});

test("the echo has as many groups as the card shows, and more where more was typed", () => {
  expect(echoOf("", 16)).toHaveLength(4);
  expect(echoOf("1603EBDF1C8A2E7299", 16)).toHaveLength(5);
});

test.each([
  [0, [16], 16],
  [15, [16], 16],
  [17, [16], 16],
  [16, [16, 32], 16],
  [17, [16, 32], 32],
  [17, [], 32],
  [99, [], 80],
])("with %i digits and lengths %j the aim is %i", (entered, lengths, aim) => {
  expect(aimedLength(entered, lengths)).toBe(aim);
});

test.each([0, 1, 4, 5, 8, 16])("the caret after %i digits has those digits before it", (digits) => {
  const text = "1603 EBDF 1C8A 2E72";
  expect(digitsBefore(text, caretAfter(digits))).toBe(digits);
});
