import {
  expansion,
  finalPermutation,
  initialPermutation,
  keyChoice1,
  keyChoice2,
  leftTurns,
  roundPermutation,
  substitutionBoxes,
} from "./des-tables.ts";

type Bits = readonly number[];

const bitsOf = (bytes: Uint8Array): Bits =>
  Array.from(bytes).flatMap((byte) => [7, 6, 5, 4, 3, 2, 1, 0].map((place) => (byte >> place) & 1));

const bytesOf = (bits: Bits): Uint8Array =>
  Uint8Array.from({ length: bits.length / 8 }, (_, index) =>
    bits.slice(index * 8, index * 8 + 8).reduce((byte, bit) => (byte << 1) | bit, 0),
  );

const at = (bits: Bits, index: number): number => bits[index] ?? 0;
const picked = (bits: Bits, positions: readonly number[]): Bits => positions.map((position) => at(bits, position - 1));
const turnedLeft = (bits: Bits, by: number): Bits => [...bits.slice(by), ...bits.slice(0, by)];
const mixed = (left: Bits, right: Bits): Bits => left.map((bit, index) => bit ^ at(right, index));

/** The sixteen round keys of one 8-byte key. Its parity bits are left out by PC-1. */
function roundKeys(key: Uint8Array): readonly Bits[] {
  const chosen = picked(bitsOf(key), keyChoice1);
  let left = chosen.slice(0, 28);
  let right = chosen.slice(28);
  return leftTurns.map((turns) => {
    left = [...turnedLeft(left, turns)];
    right = [...turnedLeft(right, turns)];
    return picked([...left, ...right], keyChoice2);
  });
}

function substituted(six: Bits, box: readonly number[]): Bits {
  const row = at(six, 0) * 2 + at(six, 5);
  const column = six.slice(1, 5).reduce((value, bit) => value * 2 + bit, 0);
  const value = box[row * 16 + column] ?? 0;
  return [3, 2, 1, 0].map((place) => (value >> place) & 1);
}

function rounded(right: Bits, key: Bits): Bits {
  const spread = mixed(picked(right, expansion), key);
  const narrowed = substitutionBoxes.flatMap((box, index) => substituted(spread.slice(index * 6, index * 6 + 6), box));
  return picked(narrowed, roundPermutation);
}

function throughDes(block: Uint8Array, keys: readonly Bits[]): Uint8Array {
  const start = picked(bitsOf(block), initialPermutation);
  let left = start.slice(0, 32);
  let right = start.slice(32);
  for (const key of keys) [left, right] = [right, [...mixed(left, rounded(right, key))]];
  return bytesOf(picked([...right, ...left], finalPermutation));
}

/** Enciphers one 8-byte block under one 8-byte DES key. @see FIPS PUB 46-3 */
export const desEncipher = (key: Uint8Array, block: Uint8Array): Uint8Array => throughDes(block, roundKeys(key));

/** Deciphers one 8-byte block: the same rounds with the keys in reverse order. @see FIPS PUB 46-3 */
export const desDecipher = (key: Uint8Array, block: Uint8Array): Uint8Array =>
  throughDes(block, roundKeys(key).toReversed());

/**
 * Enciphers one 8-byte block under a bundle of three keys: encipher, decipher, encipher.
 *
 * @param key - 24 bytes, K1‖K2‖K3
 * @see NIST SP 800-67, 3.1
 */
export function tripleDesEncipher(key: Uint8Array, block: Uint8Array): Uint8Array {
  if (key.length !== 24) throw new RangeError(`key: got ${key.length} bytes, expected 24`);
  if (block.length !== 8) throw new RangeError(`block: got ${block.length} bytes, expected 8`);
  const [key1, key2, key3] = [key.slice(0, 8), key.slice(8, 16), key.slice(16)];
  return desEncipher(key3, desDecipher(key2, desEncipher(key1, block)));
}
