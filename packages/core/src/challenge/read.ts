import { fromHex } from "../bytes.ts";
import { plain, symbolOf } from "./symbols.ts";

/** A slip that was read as the digit it looks like, to be shown to the person who typed it. */
export interface Correction {
  /** The character as typed: O, o, I, i, l, L or |, also full-width. */
  readonly typed: string;
  readonly readAs: "0" | "1";
  /** Which digit of the challenge, from 1; separators do not count. */
  readonly position: number;
  /** Which group of four, from 1. */
  readonly group: number;
}

/** A character that is no digit and looks like no digit for certain. */
export interface BadCharacter {
  /** As typed; always a whole code point. */
  readonly character: string;
  readonly position: number;
  readonly group: number;
  /** The digit it resembles, to offer and never to apply; null when there is none. */
  readonly suggestion: string | null;
}

/** A challenge that could be read. */
export interface ChallengeRead {
  readonly type: "ChallengeRead";
  readonly bytes: Uint8Array;
  /** The same as upper-case hexadecimal digits. */
  readonly digits: string;
  readonly corrections: readonly Correction[];
}

/** Exactly why a challenge could not be read; `expected` and `entered` count hexadecimal digits. */
export type UnreadableChallenge =
  | { readonly type: "ChallengeMissing" }
  | {
      readonly type: "ChallengeTooShort" | "ChallengeTooLong";
      readonly expected: readonly number[];
      readonly entered: number;
    }
  | ({ readonly type: "ChallengeHasBadCharacter" } & BadCharacter);

/** What has been typed so far: the live echo under the field. */
export interface ChallengeInspection {
  /** The digits read so far, in upper case; a bad character keeps its place. */
  readonly digits: string;
  readonly corrections: readonly Correction[];
  readonly badCharacters: readonly BadCharacter[];
}

const anyLengths: readonly number[] = [8, 16, 24, 32, 40];

/**
 * Reads a challenge as people type it. Separators are dropped (white space, dashes, dots, colons), lower case and
 * full-width forms accepted, a leading `Challenge:` or `0x` skipped. O is read as 0 and I, l and | as 1, and each such
 * correction is reported. Anything else is refused by its exact character: nothing is guessed silently. `Ox` with the
 * letter O is no prefix: its x is refused, so that a slip for a digit cannot vanish.
 *
 * @param typed - the text of the field, of any length
 * @param lengths - the bytes the card type shows; empty: every multiple of 8 from 8 to 40
 * @returns the challenge, or the first reason: missing, then the first bad character, then the length
 */
export function readChallenge(typed: string, lengths: readonly number[]): ChallengeRead | UnreadableChallenge {
  const { digits, corrections, badCharacters } = inspectChallenge(typed);
  const [firstBad] = badCharacters;
  if (firstBad !== undefined) {
    return { type: "ChallengeHasBadCharacter", ...firstBad };
  }
  if (digits === "") {
    return { type: "ChallengeMissing" };
  }
  const expected = (lengths.length === 0 ? anyLengths : lengths).map((length) => length * 2).toSorted((a, b) => a - b);
  if (!expected.includes(digits.length)) {
    return { type: missesItsLength(digits.length, expected), expected, entered: digits.length };
  }
  return { type: "ChallengeRead", bytes: fromHex(digits), digits, corrections };
}

/** What the text amounts to so far, whatever its length; never refuses. */
export function inspectChallenge(typed: string): ChallengeInspection {
  const shown: string[] = [];
  const corrections: Correction[] = [];
  const badCharacters: BadCharacter[] = [];
  for (const character of charactersOf(typed)) {
    const position = shown.length + 1;
    const place = { position, group: Math.ceil(position / 4) };
    const symbol = symbolOf(plain(character));
    switch (symbol.type) {
      case "separator":
        break;
      case "digit":
        shown.push(symbol.digit);
        break;
      case "correction":
        shown.push(symbol.readAs);
        corrections.push({ typed: character, readAs: symbol.readAs, ...place });
        break;
      case "bad":
        shown.push(symbol.shownAs);
        badCharacters.push({ character: wholeCodePoint(character), ...place, suggestion: symbol.suggestion });
        break;
      default:
        symbol satisfies never;
    }
  }
  return { digits: shown.join(""), corrections, badCharacters };
}

/** The code points after the label and the prefix; folding keeps their count, so the typed ones can be kept. */
function charactersOf(typed: string): string[] {
  const characters = Array.from(typed);
  let start = skipSeparators(characters, 0);
  const label = "CHALLENGE";
  if (textAt(characters, start, label.length) === label) {
    start = skipSeparators(characters, start + label.length);
  }
  if (textAt(characters, start, 2) === "0X") {
    start += 2;
  }
  return characters.slice(start);
}

function skipSeparators(characters: readonly string[], from: number): number {
  let index = from;
  while (index < characters.length && symbolOf(plain(characters[index] ?? "")).type === "separator") {
    index += 1;
  }
  return index;
}

function textAt(characters: readonly string[], start: number, length: number): string {
  return characters
    .slice(start, start + length)
    .map(plain)
    .join("")
    .toUpperCase();
}

function wholeCodePoint(character: string): string {
  return plain(character) === "\uFFFD" ? "\uFFFD" : character;
}

/** Between two lengths, the nearer one was meant; halfway, more is expected. */
function missesItsLength(entered: number, expected: readonly number[]): "ChallengeTooShort" | "ChallengeTooLong" {
  const below = expected.findLast((length) => length < entered) ?? Number.NEGATIVE_INFINITY;
  const above = expected.find((length) => length > entered) ?? Number.POSITIVE_INFINITY;
  return above - entered <= entered - below ? "ChallengeTooShort" : "ChallengeTooLong";
}
