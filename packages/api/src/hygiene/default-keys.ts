import { wipe } from "@unlatch/core/bytes";

const lengths = [16, 24, 32];
const pattern = (length: number) => Uint8Array.from({ length }, (_, index) => (index % 8) + 1);
const constant = (length: number, byte: number) => new Uint8Array(length).fill(byte);

/**
 * The keyed fingerprints of the keys that cards leave their factories with, and of all keys that are one byte over and
 * over: nothing else need be known of a key to tell that it is one of them.
 */
export function defaultKeyFingerprints(fingerprintOf: (key: Uint8Array) => string): ReadonlySet<string> {
  const fingerprints = new Set<string>();
  for (const length of lengths) {
    const keys = [pattern(length), ...Array.from({ length: 256 }, (_, byte) => constant(length, byte))];
    for (const key of keys) {
      fingerprints.add(fingerprintOf(key));
      wipe(key);
    }
  }
  return fingerprints;
}
