import * as fc from "fast-check";
import { expect, test } from "vitest";
import { toHex } from "../bytes.ts";
import { readChallenge } from "./read.ts";

/** The grammar of a readable challenge, written down a second time, character by character. */
const separators =
  " \t\n\v\f\r\u00A0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200A\u2028\u2029\u202F\u205F\u3000\uFEFF" +
  "\u00AD\u200B\u200C\u200D\u200E\u200F\u2060" +
  "-\u058A\u05BE\u1400\u1806\u2010\u2011\u2012\u2013\u2014\u2015\u2E17\u2E1A\u2E3A\u2E3B\u2E40\u2E5D\u301C\u3030\u30A0" +
  "\uFE31\uFE32\uFE58\uFE63\uFF0D\u2043\u2212\u{10EAD}" +
  ".\u00B7\u2022\u2024\u2027\u3002\uFF61\uFF0E:\u2236\uFF1A";
const readings = new Map<string, string>();
for (const [index, digit] of Array.from("0123456789ABCDEF").entries()) {
  const fullWidth = index < 10 ? 0xff10 + index : 0xff21 + index - 10;
  readings.set(digit, digit).set(String.fromCodePoint(fullWidth), digit);
  readings.set(digit.toLowerCase(), digit);
  if (index >= 10) {
    readings.set(String.fromCodePoint(fullWidth + 0x20), digit);
  }
}
for (const zero of "OoＯｏ") {
  readings.set(zero, "0");
}
for (const one of "IiLl|ＩｉＬｌ｜") {
  readings.set(one, "1");
}
const oneOf = (characters: Iterable<string>) =>
  `[${Array.from(characters, (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`).join("")}]`;
const label = Array.from("challenge", (letter) =>
  oneOf([letter, letter.toUpperCase(), ...[letter, letter.toUpperCase()].map(widened)]),
).join("");
const readable = new RegExp(
  `^${oneOf(separators)}*(?:${label}${oneOf(separators)}*)?(?:[0０][xXｘＸ])?` +
    `(?<body>(?:${oneOf(separators)}|${oneOf(readings.keys())})*)$`,
  "u",
);

function widened(letter: string): string {
  return String.fromCodePoint((letter.codePointAt(0) ?? 0) + 0xfee0);
}

function referenceReading(typed: string, digitCounts: readonly number[]): string | null {
  const body = readable.exec(typed)?.groups?.["body"];
  const digits = body === undefined ? "" : Array.from(body, (character) => readings.get(character) ?? "").join("");
  return digitCounts.includes(digits.length) ? digits : null;
}

const digit = fc.constantFrom(...readings.keys());
const plainDigit = fc.constantFrom(...Array.from("0123456789ABCDEF"));
const separator = fc.constantFrom("", "", "", " ", "-", ...Array.from(separators));
const stranger = fc.oneof(
  fc.constantFrom("S", "z", "G", "_", ",", "/", "x", "²", "①", "½", "А", "~", "🙂", "\uD83D", "\u0301", "…", "\u202E"),
  fc.string({ minLength: 1, maxLength: 2, unit: "binary" }),
);
const prefix = fc.constantFrom(
  "",
  "",
  "",
  " ",
  "0x",
  "０Ｘ",
  "Ox",
  "Challenge:",
  "challenge : 0x",
  "Challenge 0x0x",
  "challange:",
);
const typedText = fc
  .tuple(
    prefix,
    fc.oneof(
      ...[14, 15, 16, 16, 16, 17, 24, 32, 80].map((count) =>
        fc.array(fc.tuple(fc.oneof(plainDigit, digit), separator), { minLength: count, maxLength: count }),
      ),
    ),
    fc.option(fc.tuple(fc.nat(40), stranger), { freq: 3 }),
  )
  .map(([start, pieces, slip]) => {
    const parts = [start, ...pieces.flat()];
    if (slip !== null) {
      parts.splice(slip[0], 0, slip[1]);
    }
    return parts.join("");
  });

test("accepts exactly what a second grammar accepts, and reads the same digits", { timeout: 120_000 }, () => {
  let [accepted, refused] = [0, 0];
  const check = (typed: string) => {
    for (const lengths of [[8], [8, 16, 40]]) {
      const expected = referenceReading(
        typed,
        lengths.map((length) => length * 2),
      );
      const read = readChallenge(typed, lengths);
      expect(read.type === "ChallengeRead" ? read.digits : null, JSON.stringify(typed)).toBe(expected);
      if (read.type === "ChallengeRead") {
        accepted += 1;
        expect(toHex(read.bytes)).toBe(expected);
      } else {
        refused += 1;
      }
    }
  };
  fc.assert(fc.property(fc.oneof({ weight: 9, arbitrary: typedText }, { weight: 1, arbitrary: fc.string() }), check), {
    numRuns: 100_000,
  });
  expect(accepted).toBeGreaterThan(10_000);
  expect(refused).toBeGreaterThan(10_000);
});

test("every change to a digit is reported, and nothing else is", { timeout: 60_000 }, () => {
  fc.assert(
    fc.property(fc.array(digit, { minLength: 16, maxLength: 16 }), (typed) => {
      const read = readChallenge(typed.join(""), [8]);
      const guessed = typed.flatMap((character, index) =>
        /[OoIiLl|ＯｏＩｉＬｌ｜]/u.test(character) ? [index + 1] : [],
      );
      expect(read.type === "ChallengeRead" && read.corrections.map(({ position }) => position)).toEqual(guessed);
    }),
    { numRuns: 5_000 },
  );
});
