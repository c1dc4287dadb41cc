import { wipe } from "../bytes.ts";

/** What comes of reading a key as it is written. Nothing of the key is in what went wrong. */
export type KeyText =
  | { readonly type: "KeyRead"; readonly key: Uint8Array }
  | { readonly type: "KeyAbsent" }
  | { readonly type: "NotHexadecimal" }
  /** A spreadsheet took the key for a number, and most of its digits are lost: `1.02030E+46`. */
  | { readonly type: "ChangedBySpreadsheet" }
  | { readonly type: "HalfByte"; readonly digits: number };

/** Blanks, dashes, colons, and what spreadsheets put around a text so that it stays one: `="00…"`, `'00…`. */
const ignored = new Set([0x20, 0x09, 0x2d, 0x3a, 0x27, 0x22, 0x3d]);
const isNonBreaking = (bytes: Uint8Array, at: number) => bytes[at] === 0xc2 && bytes[at + 1] === 0xa0;

/**
 * Reads a key from hexadecimal digits of either case, with blanks, dashes and colons between them or `0x` before them.
 * It goes from bytes to bytes: a text could not be wiped.
 *
 * @param text - one byte a character; the caller wipes it
 * @returns a key of its own, which the caller wipes
 */
export function readKeyText(text: Uint8Array): KeyText {
  const key = new Uint8Array(Math.ceil(text.length / 2));
  let count = 0;
  for (let at = hasPrefix(text) ? 2 : 0; at < text.length; at += 1) {
    const byte = text[at] ?? 0;
    if (ignored.has(byte)) continue;
    if (isNonBreaking(text, at)) at += 1;
    else {
      const value = digitOf(byte);
      if (value === null) {
        wipe(key);
        return { type: isNumber(text) ? "ChangedBySpreadsheet" : "NotHexadecimal" };
      }
      key[count >> 1] = ((key[count >> 1] ?? 0) << 4) | value;
      count += 1;
    }
  }
  if (count === 0) return { type: "KeyAbsent" };
  const read: KeyText =
    count % 2 === 1 ? { type: "HalfByte", digits: count } : { type: "KeyRead", key: key.slice(0, count / 2) };
  wipe(key);
  return read;
}

const hasPrefix = (text: Uint8Array) => text[0] === 0x30 && ((text[1] ?? 0) | 0x20) === 0x78;

function digitOf(byte: number): number | null {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const letter = byte | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : null;
}

/** Digits with one point or comma, then `E+` and digits. */
function isNumber(text: Uint8Array): boolean {
  const plus = text.indexOf(0x2b);
  if (plus < 1 || ((text[plus - 1] ?? 0) | 0x20) !== 0x65) return false;
  return text.every(
    (byte, at) => (byte >= 0x30 && byte <= 0x39) || byte === 0x2e || byte === 0x2c || at === plus || at === plus - 1,
  );
}
