import { expect, test } from "vitest";
import { importErrorCodes, importWarningCodes } from "./import-problem.ts";
import { looksLikeKey, shownWord } from "./looks-like-key.ts";
import { problemSentence } from "./problem-sentence.ts";

test.each([...importErrorCodes, ...importWarningCodes])("says in whole sentences what %s is about", (code) => {
  expect(problemSentence({ code, fact: "x" })).toMatch(/^[A-Zx].*\.$/);
});

test.each([
  ["01 02 03 04 05 06 07 08 01 02 03 04 05 06 07 08", true],
  ["0x0102030405060708010203040506070a", true],
  ["0102030405060708", false],
  ["Blue card of the second floor, room 12", false],
])("takes %j for what could be a key: %s", (text, expected) => {
  expect(looksLikeKey(text)).toBe(expected);
});

test("shows a word of a file, but not one that could be a part of a key", () => {
  expect(shownWord("anna")).toBe("anna");
  expect(shownWord("0102030405060708")).toBe("(hidden: it looks like a key)");
  expect(shownWord("a".repeat(15) + "x".repeat(60))).toHaveLength(61);
});
