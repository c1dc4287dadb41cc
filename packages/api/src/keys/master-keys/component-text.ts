/**
 * A component as it was typed, in bytes: hex digits in either case; blanks, dashes and colons between them do not count.
 *
 * @returns null for anything else; the caller wipes the bytes
 */
export function readComponent(typed: string, length: number): Uint8Array | null {
  const bytes = new Uint8Array(length);
  let count = 0;
  for (const character of typed) {
    if (/[\s:-]/.test(character)) continue;
    const digit = Number.parseInt(character, 16);
    if (Number.isNaN(digit) || count === length * 2) {
      bytes.fill(0);
      return null;
    }
    bytes[count >> 1] = ((bytes[count >> 1] ?? 0) << 4) | digit;
    count += 1;
  }
  if (count === length * 2) return bytes;
  bytes.fill(0);
  return null;
}

/** @returns a check value in six capital hex digits, or null for anything else */
export function readCheckValue(typed: string): string | null {
  const digits = typed.replaceAll(/[\s:-]/g, "").toUpperCase();
  return /^[0-9A-F]{6}$/.test(digits) ? digits : null;
}
