import { expect, test } from "vitest";
import { checkValueLine } from "./check-value-line.ts";

test.each([
  ["ENCRYPTED_ZEROS", "KCV B073DC (zeros enciphered)"],
  ["ENCRYPTED_ONES", "KCV B073DC (ones enciphered)"],
  ["CMAC", "KCV B073DC (CMAC)"],
] as const)("a check value by %s reads %s", (convention, line) => {
  expect(checkValueLine({ convention, value: "B073DC" })).toBe(line);
});
