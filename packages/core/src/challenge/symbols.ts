/** What one typed character stands for in a challenge. */
export type TypedSymbol =
  | { type: "separator" }
  | { type: "digit"; digit: string }
  | { type: "correction"; readAs: "0" | "1" }
  | { type: "bad"; shownAs: string; suggestion: string | null };

/** What people and programs put between the digits: white space, invisible marks, dashes, dots, colons. */
const separator = /^[\s\p{Pd}\u00AD\u200B-\u200F\u2060\u2043\u2212.\u00B7\u2022\u2024\u2027\u3002\uFF61:\u2236]$/u;

const corrections: Readonly<Record<string, "0" | "1">> = { O: "0", I: "1", L: "1", "|": "1" };

const suggestions: Readonly<Record<string, string>> = { S: "5", Z: "2", G: "6", Q: "0", T: "7" };

/**
 * Full-width forms, as East Asian keyboards write them, made plain, one for one. Nothing else is folded: that ² or ①
 * was meant as a digit would be a guess. Half a surrogate pair becomes the replacement character.
 */
export function plain(character: string): string {
  const codePoint = character.codePointAt(0) ?? 0;
  if (codePoint >= 0xff01 && codePoint <= 0xff5e) {
    return String.fromCodePoint(codePoint - 0xfee0);
  }
  return codePoint >= 0xd800 && codePoint <= 0xdfff ? "\uFFFD" : character;
}

/** Tells digits, separators, known slips (O, I, l, |) and bad characters apart; one code point, already plain. */
export function symbolOf(character: string): TypedSymbol {
  const upper = upperCaseOf(character);
  if (/^[0-9A-F]$/.test(upper)) {
    return { type: "digit", digit: upper };
  }
  if (separator.test(character)) {
    return { type: "separator" };
  }
  const readAs = corrections[upper];
  if (readAs !== undefined) {
    return { type: "correction", readAs };
  }
  return { type: "bad", shownAs: upper, suggestion: suggestions[upper] ?? null };
}

/** Only ASCII letters change: other alphabets have letters that turn into two, or into an ASCII one. */
function upperCaseOf(character: string): string {
  return /^[a-z]$/.test(character) ? character.toUpperCase() : character;
}
