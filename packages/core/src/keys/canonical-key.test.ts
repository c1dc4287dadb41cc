import { expect, test } from "vitest";
import { fromHex, toHex } from "../bytes.ts";
import { canonicalKey, weaknessOf } from "./canonical-key.ts";
import { encipher } from "./encipher.ts";

const [k1, k2, k3] = ["0123456789ABCDEF", "FEDCBA9876543210", "89ABCDEF01234567"];
const canonical = (hex: string) => toHex(canonicalKey(fromHex(hex)));
const block = fromHex("1603EBDF1C8A2E72");
const under = (hex: string) => toHex(encipher({ cipher: "3DES", mode: "ECB", key: fromHex(hex) }, block));

test.each([
  ["parity bits", `${k1}${k2}${k3}`, `0022446688AACCEEFEDCBA9876543210${k3}`],
  ["two keys and the same written as three", `${k1}${k2}`, `${k1}${k2}${k1}`],
  ["single DES with its first two parts the same", `${k1}${k1}${k3}`, `${k2}${k2}${k3}`],
  ["single DES with its last two parts the same", `${k3}${k1}${k1}`, `${k3}${k3}${k3}`],
])("keys that encipher alike have one form: %s", (_what, a, b) => {
  expect(under(a)).toBe(under(b));
  expect(canonical(a)).toBe(canonical(b));
});

test("keys that encipher otherwise have other forms", () => {
  const forms = [`${k1}${k2}${k3}`, `${k3}${k2}${k1}`, `${k1}${k2}`, `${k2}${k1}`, `${k1}${k1}${k3}`].map(canonical);
  expect(new Set(forms).size).toBe(forms.length);
});

test("the key itself stays as it is", () => {
  const key = fromHex(`${k1}${k2}${k3}`);
  canonicalKey(key).fill(0);
  expect(toHex(key)).toBe(`${k1}${k2}${k3}`);
});

test.each([
  ["CONSTANT", "00".repeat(24)],
  ["CONSTANT", "01".repeat(16)],
  ["CONSTANT", "FF".repeat(32)],
  ["VENDOR_DEFAULT", "0102030405060708".repeat(3)],
  ["SINGLE_DES", `${k1}${k1}${k3}`],
  ["SINGLE_DES", `${k1}${k3}${k3}`],
  ["SINGLE_DES", `${k1}${k1}`],
  [null, `${k1}${k2}`],
  [null, `${k1}${k2}${k3}`],
  [null, `${k1}${k2}${k3}${k1}`],
])("weakness %s: %s", (weakness, hex) => {
  expect(weaknessOf(fromHex(hex))).toBe(weakness);
});
