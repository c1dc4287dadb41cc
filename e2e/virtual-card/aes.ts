/** Multiplies by x in GF(2⁸). @see FIPS 197, 4.2.1 */
const doubled = (byte: number): number => ((byte << 1) ^ (byte & 0x80 ? 0x11b : 0)) & 0xff;

/** Multiplies in GF(2⁸) modulo x⁸ + x⁴ + x³ + x + 1. @see FIPS 197, 4.2 */
function product(left: number, right: number): number {
  let sum = 0;
  let multiple = left;
  for (let rest = right; rest > 0; rest >>= 1) {
    if (rest & 1) sum ^= multiple;
    multiple = doubled(multiple);
  }
  return sum;
}

const everyByte = Array.from({ length: 256 }, (_, value) => value);
const turned = (byte: number, by: number): number => ((byte << by) | (byte >> (8 - by))) & 0xff;

/** SubBytes as the standard defines it: the inverse in GF(2⁸), then the affine map. @see FIPS 197, 5.1.1 */
const substitution: readonly number[] = everyByte.map((byte) => {
  const inverse = everyByte.find((other) => product(byte, other) === 1) ?? 0;
  return [1, 2, 3, 4].reduce((sum, by) => sum ^ turned(inverse, by), inverse) ^ 0x63;
});
const substituted = (byte: number): number => substitution[byte] ?? 0;

type Word = readonly number[];
const mixed = (left: Word, right: Word): Word => left.map((byte, index) => byte ^ (right[index] ?? 0));

function roundConstant(round: number): Word {
  let value = 1;
  for (let step = 1; step < round; step += 1) value = doubled(value);
  return [value, 0, 0, 0];
}

/** One word for every column of every round. @see FIPS 197, 5.2 */
function expandedKey(key: Uint8Array): readonly Word[] {
  const length = key.length / 4;
  const words: Word[] = Array.from({ length }, (_, index) => Array.from(key.slice(index * 4, index * 4 + 4)));
  for (let index = length; index < 4 * (length + 7); index += 1) {
    let word = words[index - 1] ?? [];
    if (index % length === 0) {
      word = mixed([...word.slice(1), ...word.slice(0, 1)].map(substituted), roundConstant(index / length));
    } else if (length > 6 && index % length === 4) {
      word = word.map(substituted);
    }
    words.push(mixed(words[index - length] ?? [], word));
  }
  return words;
}

const roundKey = (words: readonly Word[], round: number): Word => words.slice(round * 4, round * 4 + 4).flat();

/** ShiftRows: row r of the column-wise state turns left by r. @see FIPS 197, 5.1.2 */
const shifted = (state: Word): Word => state.map((_, index) => state[(index + 4 * (index % 4)) % 16] ?? 0);

/** MixColumns on one column. @see FIPS 197, 5.1.3 */
function mixedColumn(column: Word): Word {
  return column.map((_, row) =>
    [2, 3, 1, 1].reduce((sum, factor, step) => sum ^ product(column[(row + step) % 4] ?? 0, factor), 0),
  );
}

const mixedColumns = (state: Word): Word =>
  [0, 4, 8, 12].flatMap((start) => mixedColumn(state.slice(start, start + 4)));

/**
 * Enciphers one 16-byte block.
 *
 * @param key - 16, 24 or 32 bytes: AES-128, AES-192 or AES-256
 * @see FIPS 197, 5.1
 */
export function aesEncipher(key: Uint8Array, block: Uint8Array): Uint8Array {
  if (![16, 24, 32].includes(key.length)) throw new RangeError(`key: got ${key.length} bytes, expected 16, 24 or 32`);
  if (block.length !== 16) throw new RangeError(`block: got ${block.length} bytes, expected 16`);
  const words = expandedKey(key);
  const lastRound = key.length / 4 + 6;
  let state: Word = mixed(Array.from(block), roundKey(words, 0));
  for (let round = 1; round <= lastRound; round += 1) {
    const moved = shifted(state.map(substituted));
    state = mixed(round === lastRound ? moved : mixedColumns(moved), roundKey(words, round));
  }
  return Uint8Array.from(state);
}
