import { expect, test } from "vitest";
import { readResponse } from "./read-response.ts";

test("reads digits of either case with blanks and dashes between the groups", () => {
  expect(readResponse(" 35f7 6493\u00A00BAC-14F9 ", 8)).toEqual({
    type: "ResponseRead",
    bytes: Uint8Array.of(0x35, 0xf7, 0x64, 0x93, 0x0b, 0xac, 0x14, 0xf9),
  });
});

test("says that nothing was typed", () => {
  expect(readResponse("  - ", 8)).toEqual({ type: "ResponseMissing" });
});

test("corrects nothing: the letter O is a bad character", () => {
  expect(readResponse("35F7 6493 OBAC 14F9", 8)).toEqual({ type: "ResponseHasBadCharacter" });
});

test("counts what is too short or too long", () => {
  expect(readResponse("35F7 6493 0BAC 14F", 8)).toEqual({ type: "ResponseWrongLength", expected: 16, entered: 15 });
  expect(readResponse("35F7 6493 0BAC 14F9 0", 8)).toEqual({ type: "ResponseWrongLength", expected: 16, entered: 17 });
});
