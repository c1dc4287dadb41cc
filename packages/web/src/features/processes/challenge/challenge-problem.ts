import { readChallenge } from "@unlatch/core/challenge/read";
import { translate } from "../../../i18n/i18n.ts";

/**
 * What is wrong with a challenge before it is sent, in the words the server would use; null when it can be read.
 *
 * @param lengths - what the card shows, in hexadecimal digits; empty: any
 */
export function challengeProblem(typed: string, lengths: readonly number[]): string | null {
  const read = readChallenge(
    typed,
    lengths.map((digits) => digits / 2),
  );
  switch (read.type) {
    case "ChallengeRead":
      return null;
    case "ChallengeMissing":
      return translate("processes.challenge.missing");
    case "ChallengeTooShort":
    case "ChallengeTooLong":
      return translate("processes.challenge.wrongLength", {
        expected: either(nearest(read.expected, read.entered)),
        entered: read.entered,
      });
    case "ChallengeHasBadCharacter":
      return translate("processes.challenge.badCharacter", { character: read.character, group: read.group });
    default:
      return read satisfies never;
  }
}

/** Of several lengths only those next to what was entered help. */
function nearest(expected: readonly number[], entered: number): number[] {
  const below = expected.filter((length) => length < entered).slice(-1);
  const above = expected.filter((length) => length > entered).slice(0, 1);
  return [...below, ...above];
}

/** "16", "16 or 32". */
function either(lengths: readonly number[]): string {
  const last = String(lengths.at(-1));
  if (lengths.length < 2) return last;
  return translate("processes.challenge.or", { first: lengths.slice(0, -1).join(", "), last });
}
