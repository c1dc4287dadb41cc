import { guessedFirst } from "./guessed-first.ts";
import { fold } from "./fold.ts";

/** Why a password is not taken. */
export type PasswordWeakness = "TOO_SHORT" | "TOO_LONG" | "IS_USERNAME" | "TOO_COMMON";

/** The fewest characters a password has; length is what makes it strong. @see NIST SP 800-63B-4, section 3.1.1.2 */
export const passwordMinLength = 15;

/** The fewest of a password that never stands alone, because the person has a second factor. */
export const passwordMinLengthWithSecondFactor = 8;

/** The most characters a password has. */
export const passwordMaxLength = 256;

/** So many characters must be left when all that everybody guesses first is taken away. */
const leastOfItsOwn = 5;

/**
 * Judges a new password by its length and by whether it is one that everybody guesses first. There are no rules about
 * digits or symbols.
 *
 * @param minLength - fewer than usual where the person has a second factor
 * @returns the weakness, or null when it will do
 */
export function weaknessOf(password: string, username: string, minLength = passwordMinLength): PasswordWeakness | null {
  const length = [...password].length;
  if (length < minLength) return "TOO_SHORT";
  if (length > passwordMaxLength) return "TOO_LONG";
  const folded = fold(password).replaceAll(" ", "");
  const name = fold(username).replaceAll(" ", "");
  if (name.length > 0 && rest(folded, [name]).length === 0) return "IS_USERNAME";
  return isCommon(folded) ? "TOO_COMMON" : null;
}

/** Made of one repeated piece, or of well-known words and runs with little of its own around them. */
function isCommon(password: string): boolean {
  const isRepeated = /^(.{1,6}?)\1+.{0,5}$/u.test(password);
  const own = [...rest(password, guessedFirst)].filter(
    (character, index, all) => !continues(all[index - 1], character),
  );
  return isRepeated || own.length < leastOfItsOwn;
}

/** The next, the previous or the same character: `4` after `3`. */
function continues(before: string | undefined, character: string): boolean {
  return before !== undefined && Math.abs((character.codePointAt(0) ?? 0) - (before.codePointAt(0) ?? 0)) <= 1;
}

const rest = (text: string, pieces: readonly string[]) =>
  pieces.reduce((left, piece) => left.replaceAll(piece, ""), text);
