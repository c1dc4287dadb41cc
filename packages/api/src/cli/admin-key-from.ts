import { wipe } from "@unlatch/core/bytes";
import { CommandRefused } from "./command.ts";

const blanks = new Set([0x20, 0x09, 0x2d, 0x3a]);

/**
 * Reads an admin key from hexadecimal digits as they come in: either case, blanks, dashes and colons between them. The
 * key never becomes a text, which could not be wiped.
 *
 * @param digits - wiped when done
 * @returns the key; the caller wipes it
 * @throws CommandRefused on anything else, without showing any of it
 */
export function adminKeyFrom(digits: Uint8Array): Uint8Array {
  const key = new Uint8Array(Math.ceil(digits.length / 2));
  let count = 0;
  try {
    for (const digit of digits) {
      if (blanks.has(digit)) continue;
      const value = valueOf(digit);
      if (value === null) throw new CommandRefused("The admin key must only include 0 to 9 and A to F.");
      key[count >> 1] = ((key[count >> 1] ?? 0) << 4) | value;
      count += 1;
    }
    if (count % 2 === 1) throw new CommandRefused(`The admin key has ${count} digits. It must have two for each byte.`);
    return Uint8Array.from(key.subarray(0, count / 2));
  } finally {
    wipe(key, digits);
  }
}

function valueOf(digit: number): number | null {
  if (digit >= 0x30 && digit <= 0x39) return digit - 0x30;
  const letter = digit | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : null;
}
