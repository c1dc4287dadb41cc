import { expect, test } from "vitest";
import { fromHex } from "../bytes.ts";
import { isDegenerate } from "./degenerate-challenge.ts";

test.each(["0000000000000000", "FFFFFFFFFFFFFFFF", "4141414141414141", "00000000000000000000000000000000"])(
  "%s is one byte over and over",
  (hex) => expect(isDegenerate(fromHex(hex))).toBe(true),
);

test("one block twice is degenerate as well: it would ask the same question of a card two times", () => {
  expect(isDegenerate(fromHex("1603EBDF1C8A2E721603EBDF1C8A2E72"))).toBe(true);
});

test.each(["1603EBDF1C8A2E72", "0000000000000001", "1603EBDF1C8A2E721603EBDF1C8A2E73"])(
  "%s is a challenge that a card can show",
  (hex) => expect(isDegenerate(fromHex(hex))).toBe(false),
);
