import type { HygieneFinding, KeyHygieneReport } from "../hygiene/index.ts";
import type { Command, CommandRun } from "./command.ts";
import { optionsIn } from "./options-in.ts";
import { tableOf } from "./table-of.ts";

const words: Readonly<Record<HygieneFinding, string>> = {
  DEFAULT_KEY: "with a default key",
  SHARED_KEY: "with a key that another card has too",
  MISSING_KEY: "without a key",
  CHALLENGE_REPEATED: "that repeated a challenge, or count",
  UNIFORM_KEY: "of profiles with one key for all cards",
  LEGACY_AFTER_2030: "with 3DES, valid after 2030 or without an end",
  LEGACY_3DES: "with 3DES",
  RELEASED_SINCE_ROTATION: "with a response since the key was changed",
  OLD_KEY: "with a key of two years or older",
};

/** Prints what the keys of all cards look like: counts and check values, never a key. */
export const hygieneCommand: Command = {
  name: "hygiene",
  usage: `hygiene
      Counts default keys, keys on several cards, missing and old keys, 3DES cards and the like.
      Prints counts and key check values (KCV), never a key.`,
  async run({ parts, application, say }: CommandRun) {
    optionsIn(parts, {});
    for (const line of linesOf(await application.hygiene.keyHygiene())) say(line);
  },
};

function linesOf({ cards, findings, ages, ciphers }: KeyHygieneReport): string[] {
  return [
    ...tableOf(["Cards", "In use"], [[String(cards), "in all"], ...findings.flatMap(rowsOf)]),
    "",
    ...tableOf(
      ["Keys", "Age in years"],
      ages.map(({ fromYears, toYears, count }) => [
        String(count),
        toYears === null ? `${fromYears} or more` : `${fromYears} to ${toYears}`,
      ]),
    ),
    "",
    ...tableOf(
      ["Cards", "Cipher"],
      ciphers.map(({ cipher, count }) => [String(count), cipher]),
    ),
  ];
}

function rowsOf({ finding, count, keys }: KeyHygieneReport["findings"][number]): string[][] {
  const named = keys.filter(({ checkValue }) => checkValue !== "").slice(0, 20);
  const convention = (cipher: string) => (cipher === "3DES" ? "zeros enciphered" : "CMAC");
  return [
    [String(count), words[finding]],
    ...named.map((key) => [`  ${key.count}`, `  KCV ${key.checkValue} (${convention(key.cipher)})`]),
  ];
}
