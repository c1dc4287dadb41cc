const hexPairs = /^(?:[0-9A-Fa-f]{2})*$/;

/**
 * Bytes from hexadecimal digits, either case, without separators.
 *
 * @throws RangeError on an odd count or another character; the text itself is never echoed, it may be a secret
 */
export function fromHex(hex: string): Uint8Array {
  if (!hexPairs.test(hex)) {
    throw new RangeError(`hex: expected an even number of digits 0-9 and A-F, got ${hex.length} characters`);
  }
  const bytes = new Uint8Array(hex.length / 2);
  for (let index = 0; index < bytes.length; index += 1) {
    bytes[index] = Number.parseInt(hex.slice(index * 2, index * 2 + 2), 16);
  }
  return bytes;
}

/** Upper-case hexadecimal digits, two a byte, without separators. */
export function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0"))
    .join("")
    .toUpperCase();
}

/** Whether two byte strings are equal, in a time that depends on their lengths only. */
export function equalInConstantTime(a: Uint8Array, b: Uint8Array): boolean {
  const longest = Math.max(a.length, b.length);
  let difference = a.length ^ b.length;
  for (let index = 0; index < longest; index += 1) {
    difference |= (a[index] ?? 0) ^ (b[index] ?? 0);
  }
  return difference === 0;
}

/** Overwrites secrets with zeros as soon as they have served; nothing else refers to them after. */
export function wipe(...buffers: readonly Uint8Array[]): void {
  for (const buffer of buffers) {
    buffer.fill(0);
  }
}
