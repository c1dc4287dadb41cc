import { expect, test } from "vitest";
import { adminKeyFrom } from "./admin-key-from.ts";

const digits = (text: string) => new TextEncoder().encode(text);

test("reads digits of either case with blanks, dashes and colons between them", () => {
  expect(adminKeyFrom(digits("00 1f:AB-cd\tEF"))).toEqual(Uint8Array.of(0x00, 0x1f, 0xab, 0xcd, 0xef));
});

test("wipes what it read, also when it refuses it", () => {
  const good = digits("0102");
  adminKeyFrom(good);
  expect(good).toEqual(new Uint8Array(4));
  const bad = digits("01XY");
  expect(() => adminKeyFrom(bad)).toThrow();
  expect(bad).toEqual(new Uint8Array(4));
});

test("refuses another character without showing it", () => {
  for (const text of ["0102G4", "01/2", "01\u00A002", "0x01"]) {
    expect(() => adminKeyFrom(digits(text))).toThrow("The admin key must only include 0 to 9 and A to F.");
  }
});

test("refuses half a byte", () => {
  expect(() => adminKeyFrom(digits("01 0"))).toThrow("The admin key has 3 digits. It must have two for each byte.");
});
