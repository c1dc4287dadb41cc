/**
 * What a sealed secret belongs to, in a fixed order: table, card, key slot, version … It is bound to the seal and not
 * stored in it, so a sealed value moved to another row does not open.
 */
export type AssociatedData = readonly (string | number)[];

/**
 * One byte string for each list, and never the same one for two: every item carries its kind and its length.
 *
 * @throws RangeError on a number that is no safe integer, or on text with half a surrogate pair: neither has one form
 */
export function encodeAssociatedData(items: AssociatedData): Uint8Array {
  const encoder = new TextEncoder();
  const parts = items.map((item, index) => {
    requireOneForm(item, index);
    const kind = typeof item === "number" ? 0x4e : 0x53;
    const text = encoder.encode(String(item));
    return Uint8Array.of(kind, ...bigEndian(text.length), ...text);
  });
  return Uint8Array.of(...bigEndian(items.length), ...parts.flatMap((part) => Array.from(part)));
}

function requireOneForm(item: string | number, index: number): void {
  if (typeof item === "number" ? !Number.isSafeInteger(item) : /\p{Surrogate}/u.test(item)) {
    throw new RangeError(`associatedData[${index}]: expected a safe integer or well-formed text`);
  }
}

function bigEndian(value: number): [number, number, number, number] {
  return [(value >>> 24) & 0xff, (value >>> 16) & 0xff, (value >>> 8) & 0xff, value & 0xff];
}
