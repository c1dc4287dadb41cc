import { expect, test } from "vitest";
import { systemRandom } from "../platform/random.ts";
import { pronounceablePassword } from "./pronounceable-password.ts";

test("is three words of three syllables and two digits", () => {
  for (let round = 0; round < 200; round += 1) {
    expect(pronounceablePassword(systemRandom)).toMatch(/^(([bdfghjklmnprstvz][aeiou]){3}-){3}\d\d$/);
  }
});

test("has at least 60 bits", () => {
  expect(Math.log2((16 * 5) ** 9 * 100)).toBeGreaterThan(60);
  expect(pronounceablePassword(systemRandom).length).toBeGreaterThanOrEqual(15);
});

test("uses every letter about equally often", () => {
  const counts = new Map<string, number>();
  for (let round = 0; round < 2000; round += 1) {
    for (const letter of pronounceablePassword(systemRandom).replaceAll(/[^a-z]/g, "")) {
      counts.set(letter, (counts.get(letter) ?? 0) + 1);
    }
  }
  for (const vowel of "aeiou") expect(counts.get(vowel)! / (2000 * 9)).toBeCloseTo(1 / 5, 1);
  for (const consonant of "bdfghjklmnprstvz") expect(counts.get(consonant)! / (2000 * 9)).toBeCloseTo(1 / 16, 1);
});

test("follows the randomness it is given and skips bytes that would favour some letters", () => {
  const bytes = [0, 255, 1, ...Array.from({ length: 60 }, () => 1)];
  let at = 0;
  const password = pronounceablePassword({
    bytes: (length) => Uint8Array.from({ length }, () => bytes[at++] ?? 0),
    id: () => "",
  });
  expect(password).toBe("dedede-dedede-dedede-01");
});
