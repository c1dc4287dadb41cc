/**
 * Reads hexadecimal digits as a person may have typed them: either case, with or without spaces.
 *
 * @returns null when it is not a whole number of bytes in hexadecimal
 */
export function bytesFromHex(text: string): Uint8Array | null {
  const digits = text.replaceAll(/\s/gu, "");
  if (digits.length % 2 !== 0 || !/^[0-9a-f]*$/iu.test(digits)) return null;
  return Uint8Array.from(digits.match(/../gu) ?? [], (pair) => Number.parseInt(pair, 16));
}

/** Bytes as upper-case hexadecimal digits, nothing between them. */
export function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0"))
    .join("")
    .toUpperCase();
}

/** Bytes of a vector or a key known to be good. A bad one is a mistake of the test that holds it. */
export function bytes(hex: string): Uint8Array {
  const read = bytesFromHex(hex);
  if (read === null) throw new RangeError("hex: got something else, expected pairs of hexadecimal digits");
  return read;
}

/** The bitwise difference of two byte strings of one length. */
export function xor(left: Uint8Array, right: Uint8Array): Uint8Array {
  return left.map((byte, index) => byte ^ (right[index] ?? 0));
}
