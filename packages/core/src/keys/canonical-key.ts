/**
 * One byte string for all keys that do the same: parity bits cleared, two-key triple DES written out as K1‖K2‖K1, and
 * triple DES that amounts to single DES written as that key three times. Fingerprints are taken of it, so that a key is
 * recognised in whatever form it comes, and whichever cipher it is meant for.
 *
 * @param key - 16, 24 or 32 bytes, or any other secret such as a PUK, which stays as it is but for its lowest bits
 * @returns a new array; the caller wipes it
 */
export function canonicalKey(key: Uint8Array): Uint8Array {
  const length = key.length === 16 ? 24 : key.length;
  const canonical = new Uint8Array(length);
  canonical.set(key);
  if (key.length === 16) canonical.set(key.subarray(0, 8), 16);
  for (let index = 0; index < length; index += 1) canonical[index] = (canonical[index] ?? 0) & 0xfe;
  if (length !== 24) return canonical;
  const part = (number: number) => canonical.subarray(number * 8, number * 8 + 8);
  if (isSameDesKey(part(0), part(1))) repeat(canonical, part(2));
  else if (isSameDesKey(part(1), part(2))) repeat(canonical, part(0));
  return canonical;
}

/**
 * Why a key must not derive others: it is a vendor's default or a constant, or it is single DES in disguise.
 *
 * @returns null for a key that may
 */
export function weaknessOf(key: Uint8Array): "CONSTANT" | "VENDOR_DEFAULT" | "SINGLE_DES" | null {
  if (key.every((byte) => (byte & 0xfe) === ((key[0] ?? 0) & 0xfe))) return "CONSTANT";
  if (key.length >= 16 && key.every((byte, index) => byte === (index % 8) + 1)) return "VENDOR_DEFAULT";
  if (key.length !== 16 && key.length !== 24) return null;
  const parts = Array.from({ length: key.length / 8 }, (_, index) => key.subarray(index * 8, index * 8 + 8));
  const isSingle = parts.some((part, index) => index > 0 && isSameDesKey(part, parts[index - 1] ?? part));
  return isSingle ? "SINGLE_DES" : null;
}

function repeat(key: Uint8Array, part: Uint8Array): void {
  for (const start of [0, 8, 16]) key.set(part, start);
}

function isSameDesKey(a: Uint8Array, b: Uint8Array): boolean {
  return a.every((byte, index) => (byte & 0xfe) === ((b[index] ?? 0) & 0xfe));
}
