const words: Readonly<Record<string, string>> = {
  "0": "zero",
  "1": "one",
  "2": "two",
  "3": "three",
  "4": "four",
  "5": "five",
  "6": "six",
  "7": "seven",
  "8": "eight",
  "9": "nine",
  A: "Alfa",
  B: "Bravo",
  C: "Charlie",
  D: "Delta",
  E: "Echo",
  F: "Foxtrot",
};

/** Digits in groups of four, as Windows shows a challenge; the last group may be shorter. */
export function groupsOfFour(hex: string): string[] {
  const characters = Array.from(hex);
  const groups: string[] = [];
  for (let start = 0; start < characters.length; start += 4) {
    groups.push(characters.slice(start, start + 4).join(""));
  }
  return groups;
}

/**
 * The words to read a challenge or response aloud with, group by group: `35F7` → three, five, Foxtrot, seven.
 *
 * @throws RangeError on a character that is no hexadecimal digit, without echoing it
 * @see ICAO Annex 10 volume II, 5.2.1.3, for the spelling of the letters
 */
export function spellingOf(hex: string): string[][] {
  return groupsOfFour(hex.toUpperCase()).map((group) => Array.from(group, wordFor));
}

function wordFor(digit: string): string {
  const word = words[digit];
  if (word === undefined) {
    throw new RangeError("hex: expected only digits 0-9 and A-F");
  }
  return word;
}
