import { crc32 } from "node:zlib";
import { expect, test } from "vitest";
import { systemRandom } from "../../platform/random.ts";
import { isTokenText, newTokenText, shownPrefix } from "./token-text.ts";

test("a new token has its form and its checksum, and never comes twice", () => {
  const tokens = Array.from({ length: 2000 }, () => newTokenText(systemRandom));
  expect(new Set(tokens).size).toBe(2000);
  expect(tokens.every((token) => /^unl_[0-9A-Za-z]{36}$/.test(token) && isTokenText(token))).toBe(true);
});

test("all 62 characters are equally likely (chi-square, 61 degrees of freedom, far beyond p = 0.0001)", () => {
  const seen = new Map<string, number>();
  const drawn = 2000 * 30;
  for (let index = 0; index < 2000; index += 1) {
    for (const one of newTokenText(systemRandom).slice(4, 34)) seen.set(one, (seen.get(one) ?? 0) + 1);
  }
  const expected = drawn / 62;
  const chiSquare = [...seen.values()].reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
  expect(seen.size).toBe(62);
  expect(chiSquare).toBeLessThan(130);
});

test("the checksum is CRC-32 of the 30 characters in the same alphabet, as a scanner for secrets computes it", () => {
  const alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  const token = newTokenText(systemRandom);
  const value = Array.from(token.slice(34)).reduce((sum, one) => sum * 62 + alphabet.indexOf(one), 0);
  expect(value).toBe(crc32(token.slice(4, 34)));
});

test("one wrong character is noticed, wherever it stands", () => {
  const token = newTokenText(systemRandom);
  for (let place = 4; place < token.length; place += 1) {
    const other = token[place] === "x" ? "y" : "x";
    expect(isTokenText(`${token.slice(0, place)}${other}${token.slice(place + 1)}`)).toBe(false);
  }
  for (const text of ["", "unl_", token.slice(1), `${token}0`, ` ${token}`, token.toUpperCase()]) {
    expect(isTokenText(text)).toBe(false);
  }
});

test("a list shows how it begins and no more", () => {
  expect(shownPrefix("unl_abcdefghijk")).toBe("unl_abcdef");
});
