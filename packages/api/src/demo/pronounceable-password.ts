import type { Random } from "../platform/random.ts";

const consonants = "bdfghjklmnprstvz";
const vowels = "aeiou";
const syllablesPerWord = 3;
const words = 3;

/**
 * A random password that can be read off one screen and typed on another: three made-up words and two digits, such as
 * `tabone-rukima-dosalu-47`.
 *
 * @returns 23 characters, one of 80⁹ × 100: 63 bits
 */
export function pronounceablePassword(random: Random): string {
  const syllable = () => oneOf(consonants, random) + oneOf(vowels, random);
  const word = () => Array.from({ length: syllablesPerWord }, syllable).join("");
  const digits = oneOf("0123456789", random) + oneOf("0123456789", random);
  return [...Array.from({ length: words }, word), digits].join("-");
}

/** One of the characters, each as likely as the others: bytes beyond the last full round are thrown again. */
function oneOf(characters: string, random: Random): string {
  const limit = 256 - (256 % characters.length);
  let byte: number;
  do {
    byte = random.bytes(1)[0] ?? 255;
  } while (byte >= limit);
  return characters.charAt(byte % characters.length);
}
