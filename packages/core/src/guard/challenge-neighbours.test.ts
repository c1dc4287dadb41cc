import fc from "fast-check";
import { expect, test } from "vitest";
import { fromHex, toHex } from "../bytes.ts";
import { neighboursOf } from "./challenge-neighbours.ts";

const neighbours = (hex: string) => neighboursOf(fromHex(hex)).map((bytes) => toHex(bytes));

test("the next and the one before are neighbours, counted from either end", () => {
  const found = neighbours("1603EBDF1C8A2EFF");
  for (const near of ["1603EBDF1C8A2F00", "1603EBDF1C8A2EFE", "1703EBDF1C8A2EFF", "1503EBDF1C8A2EFF"]) {
    expect(found).toContain(near);
  }
  expect(found).not.toContain("1603EBDF1C8A2EFF");
  expect(found).not.toContain("1603EBDF1C8A2F04");
});

test("a counter begins anew after its last number", () => {
  expect(neighbours("FFFFFFFFFFFFFFFF")).toContain("0000000000000000");
  expect(neighbours("0000000000000000")).toContain("FFFFFFFFFFFFFFFF");
});

test("whoever is a neighbour of another has that one for a neighbour, and is as long", () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 8, maxLength: 16 }), (challenge) => {
      const before = toHex(challenge);
      for (const neighbour of neighboursOf(challenge)) {
        expect(neighbour).toHaveLength(challenge.length);
        expect(neighboursOf(neighbour).map((bytes) => toHex(bytes))).toContain(before);
      }
      expect(toHex(challenge)).toBe(before);
    }),
    { numRuns: 50 },
  );
});
