import { describe, expect, test } from "vitest";
import { toHex } from "../bytes.ts";
import { inspectChallenge, readChallenge } from "./read.ts";

const digits = "1603EBDF1C8A2E72";

describe("reads a challenge however it is written", () => {
  test.each([
    ["1603EBDF1C8A2E72", "without separators"],
    ["1603 EBDF 1C8A 2E72", "as the screen shows it"],
    ["1603ebdf1c8a2e72", "in lower case"],
    ["16-03-EB-DF-1C-8A-2E-72", "with dashes"],
    ["16:03:EB:DF:1C:8A:2E:72", "with colons"],
    ["1603.EBDF.1C8A.2E72", "with dots"],
    ["1603\u00A0EBDF\u202F1C8A\u20092E72", "with no-break and thin spaces"],
    ["\u200E1603\u200BEBDF\u200D1C8A\uFEFF2E72\u2060", "with invisible marks, as copied from a window"],
    ["1603‐EBDF‑1C8A–2E72", "with hyphens and an en dash"],
    ["1603—EBDF−1C8A―2E72", "with an em dash, a minus and a bar"],
    ["1603\r\nEBDF\r\n\t1C8A\n2E72\n", "over several lines"],
    ["１６０３　ＥＢＤＦ　１ｃ８ａ　２ｅ７２", "in full-width characters"],
    ["１６０３－ＥＢＤＦ：１Ｃ８Ａ．２Ｅ７２", "with full-width separators"],
    ["0x1603EBDF1C8A2E72", "with 0x in front"],
    ["  0X1603 EBDF 1C8A 2E72  ", "with blanks and 0X in front"],
    ["Challenge: 1603 EBDF 1C8A 2E72", "with its label"],
    ["challenge :1603 EBDF 1C8A 2E72", "with its label in lower case"],
    ["CHALLENGE\n0x1603EBDF1C8A2E72", "with its label on a line of its own"],
    ["Ｃｈａｌｌｅｎｇｅ：１６０３ＥＢＤＦ１Ｃ８Ａ２Ｅ７２", "with its label in full width"],
  ])("%j, %s", (typed) => {
    const read = readChallenge(typed, [8]);
    expect(read).toMatchObject({ type: "ChallengeRead", digits, corrections: [] });
    expect(read.type === "ChallengeRead" && toHex(read.bytes)).toBe(digits);
  });
});

describe("corrects what looks like a digit, and says so", () => {
  test.each([
    ["O", "0"],
    ["o", "0"],
    ["I", "1"],
    ["i", "1"],
    ["l", "1"],
    ["L", "1"],
    ["|", "1"],
    ["Ｏ", "0"],
    ["ｌ", "1"],
    ["｜", "1"],
  ] as const)("%s is read as %s", (typed, readAs) => {
    expect(readChallenge(`1603 EBDF ${typed}C8A 2E72`, [8])).toMatchObject({
      digits: `1603EBDF${readAs}C8A2E72`,
      corrections: [{ typed, readAs, position: 9, group: 3 }],
    });
  });

  test("each of several, at its own place", () => {
    expect(readChallenge("I6O3 EBDF lC8A 2E7O", [8])).toMatchObject({
      digits: "1603EBDF1C8A2E70",
      corrections: [
        { typed: "I", readAs: "1", position: 1, group: 1 },
        { typed: "O", readAs: "0", position: 3, group: 1 },
        { typed: "l", readAs: "1", position: 9, group: 3 },
        { typed: "O", readAs: "0", position: 16, group: 4 },
      ],
    });
  });
});

describe("names the exact character that is no digit", () => {
  test.each([
    ["S", "5"],
    ["z", "2"],
    ["G", "6"],
    ["q", "0"],
    ["T", "7"],
    ["x", null],
    ["_", null],
    ["²", null],
    ["①", null],
    ["А", null],
    ["Ａ\u0301".slice(1), null],
    ["🙂", null],
    ["Ｓ", "5"],
  ] as const)("%s, suggesting %s and changing nothing", (character, suggestion) => {
    expect(readChallenge(`1603 EBDF 1${character}8A 2E72`, [8])).toEqual({
      type: "ChallengeHasBadCharacter",
      character,
      position: 10,
      group: 3,
      suggestion,
    });
  });

  test("half of a surrogate pair as the replacement character", () => {
    expect(readChallenge("1603\uD83DEBDF", [8])).toMatchObject({ character: "\uFFFD", position: 5, group: 2 });
  });

  test("the first of several", () => {
    expect(readChallenge("16S3 EBDG", [8])).toMatchObject({ character: "S", position: 3, group: 1 });
  });

  test("before it looks at the length", () => {
    expect(readChallenge("?", [8])).toMatchObject({ type: "ChallengeHasBadCharacter", character: "?", position: 1 });
  });

  test("in 0x with the letter O, which is no prefix: a slip for a digit must not vanish", () => {
    expect(readChallenge("Ox1603EBDF1C8A2E72", [8])).toMatchObject({ character: "x", position: 2, group: 1 });
  });

  test("in a 0x that is not in front", () => {
    expect(readChallenge("0x1603 0xEBDF", [8])).toMatchObject({ character: "x", position: 6, group: 2 });
  });
});

describe("refuses another length", () => {
  test.each(["", "   ", "\n", "0x", "Challenge:", " challenge : 0x ", "----"])("%j is missing", (typed) => {
    expect(readChallenge(typed, [8])).toEqual({ type: "ChallengeMissing" });
  });

  test.each([
    ["1603 EBDF 1C8A 2E7", [8], "ChallengeTooShort", [16], 15],
    ["1603 EBDF 1C8A", [8], "ChallengeTooShort", [16], 12],
    ["1603 EBDF 1C8A 2E72 1", [8], "ChallengeTooLong", [16], 17],
    ["1603 EBDF 1C8A 2E72 1", [8, 16], "ChallengeTooLong", [16, 32], 17],
    ["1603 EBDF 1C8A 2E72 1603 EBDF", [8, 16], "ChallengeTooShort", [16, 32], 24],
    ["1603 EBDF 1C8A 2E72 1603 EBDF 1", [16, 8], "ChallengeTooShort", [16, 32], 25],
    ["1603 EBDF", [], "ChallengeTooShort", [16, 32, 48, 64, 80], 8],
    ["F".repeat(81), [], "ChallengeTooLong", [16, 32, 48, 64, 80], 81],
  ] as const)("%j for a card that shows %j bytes", (typed, lengths, type, expected, entered) => {
    expect(readChallenge(typed, lengths)).toEqual({ type, expected, entered });
  });

  test.each([16, 32, 48, 64, 80])("%i digits do when the card type says nothing", (count) => {
    expect(readChallenge("A".repeat(count), []).type).toBe("ChallengeRead");
  });
});

describe("the echo while typing", () => {
  test("shows digits, corrections and bad characters in their places, whatever the length", () => {
    expect(inspectChallenge("16o3 esD")).toEqual({
      digits: "1603ESD",
      corrections: [{ typed: "o", readAs: "0", position: 3, group: 1 }],
      badCharacters: [{ character: "s", position: 6, group: 2, suggestion: "5" }],
    });
  });

  test("lets no letter of the label through", () => {
    expect(inspectChallenge("Challenge: ")).toEqual({ digits: "", corrections: [], badCharacters: [] });
    expect(inspectChallenge("Challenge:16").digits).toBe("16");
    expect(inspectChallenge("Challenge16").digits).toBe("16");
  });

  test("keeps a digit typed before any x", () => {
    expect(inspectChallenge("0").digits).toBe("0");
    expect(inspectChallenge("0x").digits).toBe("");
  });
});
