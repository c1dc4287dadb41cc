import * as fc from "fast-check";
import { expect, test } from "vitest";
import { equalInConstantTime, fromHex, toHex, wipe } from "./bytes.ts";

test("bytes survive the way to hexadecimal and back, in either case", () => {
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      expect(fromHex(toHex(bytes))).toEqual(bytes);
      expect(fromHex(toHex(bytes).toLowerCase())).toEqual(bytes);
      expect(toHex(bytes)).toBe(Buffer.from(bytes).toString("hex").toUpperCase());
    }),
  );
});

test.each(["0", "0G", "12 34", "0x12", "１２", "12\n"])("refuses %j as hexadecimal without echoing it", (text) => {
  expect(() => fromHex(text)).toThrow(RangeError);
  expect(() => fromHex(text)).toThrow(`got ${text.length} characters`);
});

test("equality is that of the bytes and of their number", () => {
  fc.assert(
    fc.property(fc.uint8Array(), fc.uint8Array(), (a, b) => {
      expect(equalInConstantTime(a, b)).toBe(Buffer.compare(a, b) === 0);
      expect(equalInConstantTime(a, a.slice())).toBe(true);
      expect(equalInConstantTime(a, Uint8Array.of(...a, 0))).toBe(false);
    }),
  );
});

test("wiping leaves zeros in every buffer", () => {
  const [one, other] = [Uint8Array.of(1, 2), Uint8Array.of(3)];
  wipe(one, other);
  expect([...one, ...other]).toEqual([0, 0, 0]);
});
