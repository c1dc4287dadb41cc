import { inspectChallenge } from "@unlatch/core/challenge/read";
import { groupsOfFour } from "@unlatch/core/challenge/show";

/** One character as it was read: a digit, a corrected one, or one that cannot be read. */
export interface EchoDigit {
  readonly shown: string;
  readonly kind: "digit" | "letter" | "bad" | "empty";
  readonly isCorrected: boolean;
}

/**
 * The text of the field in groups of four as the computer prints it, separators and prefix gone; characters that will
 * be corrected stay as typed, so that nothing changes under the finger.
 */
export function inGroups(typed: string): string {
  return groupsOfFour(readDigits(typed)).join(" ");
}

/** The characters of a challenge without separators and prefix, in upper case, each still as it was typed. */
export function readDigits(typed: string): string {
  const { digits, corrections } = inspectChallenge(typed);
  const characters = Array.from(digits);
  for (const { position, typed: slip } of corrections) characters[position - 1] = slip.toUpperCase();
  return characters.join("");
}

const anyLengths: readonly number[] = [16, 32, 48, 64, 80];

/**
 * How many digits the person is on the way to: the shortest length that what they entered fits into.
 *
 * @param lengths - what the card shows, in digits; empty: any
 */
export function aimedLength(entered: number, lengths: readonly number[]): number {
  const possible = (lengths.length > 0 ? lengths : anyLengths).toSorted((a, b) => a - b);
  return possible.find((length) => length >= entered) ?? possible.at(-1) ?? 0;
}

/**
 * How the text is read, group by group, to compare with the computer.
 *
 * @param expected - how many digits it is to have: what is not there yet is shown as missing
 */
export function echoOf(typed: string, expected: number): EchoDigit[][] {
  const { digits, corrections, badCharacters } = inspectChallenge(typed);
  const bad = new Set(badCharacters.map(({ position }) => position));
  const corrected = new Set(corrections.map(({ position }) => position));
  const echo: EchoDigit[] = Array.from(digits, (shown, index) => ({
    shown,
    kind: bad.has(index + 1) ? "bad" : /[A-F]/.test(shown) ? "letter" : "digit",
    isCorrected: corrected.has(index + 1),
  }));
  while (echo.length < expected) echo.push({ shown: "", kind: "empty", isCorrected: false });
  return Array.from({ length: Math.ceil(echo.length / 4) }, (_, group) => echo.slice(group * 4, group * 4 + 4));
}

/** Where in a grouped text the given digit ends: the place of the caret after it. */
export function caretAfter(digit: number): number {
  return digit + Math.max(0, Math.ceil(digit / 4) - 1);
}

/** How many digits stand before a place in a grouped text. */
export function digitsBefore(text: string, caret: number): number {
  return Array.from(inspectChallenge(text.slice(0, caret)).digits).length;
}
