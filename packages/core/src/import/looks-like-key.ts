/**
 * Whether a text could be an admin key that stands in the wrong column: 32 or more hexadecimal digits and nothing else but
 * what stands between them. Such a text is neither shown nor kept.
 *
 * @param shortest - how many digits begin to be suspicious
 */
export function looksLikeKey(text: string, shortest = 32): boolean {
  const digits = text.replaceAll(/[\s:'"=-]|^0x/gi, "");
  return digits.length >= shortest && /^[0-9A-F]+$/i.test(digits);
}

/** @returns a word of a file as it may stand in a message: shortened, and hidden where it could be a key */
export function shownWord(word: string): string {
  if (looksLikeKey(word, 16)) return "(hidden: it looks like a key)";
  return word.length > 60 ? `${word.slice(0, 60)}…` : word;
}
