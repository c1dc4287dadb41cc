import { wipe } from "../bytes.ts";
import { type KeyCipher, blockLengthOf, encipher } from "./encipher.ts";

/**
 * The cipher-based message authentication code, untruncated.
 *
 * @param key - 16 or 24 bytes for 3DES; 16, 24 or 32 for AES
 * @param message - any number of bytes, none included
 * @returns one block: 8 bytes for 3DES, 16 for AES
 * @throws RangeError on a key length the cipher does not take
 * @see SP 800-38B 6.2, RFC 4493
 */
export function cmac(cipher: KeyCipher, key: Uint8Array, message: Uint8Array): Uint8Array {
  const blockLength = blockLengthOf(cipher);
  const blockCount = Math.max(1, Math.ceil(message.length / blockLength));
  return cmacOverBlocks({ cipher, key }, message, blockCount * blockLength);
}

/**
 * The same over a message padded to a given length, even where the standard would stop earlier: what AN10922 asks for.
 *
 * @param paddedLength - whole blocks, at least as long as the message
 * @see SP 800-38B 6.2, AN10922 2.2
 */
export function cmacOverBlocks(
  { cipher, key }: { readonly cipher: KeyCipher; readonly key: Uint8Array },
  message: Uint8Array,
  paddedLength: number,
): Uint8Array {
  const blockLength = blockLengthOf(cipher);
  if (message.length > paddedLength) {
    throw new RangeError(`message: expected at most ${paddedLength} bytes, got ${message.length}`);
  }
  const mask = doubled(encipher({ cipher, mode: "ECB", key }, new Uint8Array(blockLength)));
  const blocks = new Uint8Array(paddedLength);
  blocks.set(message);
  if (message.length < paddedLength) {
    blocks[message.length] = 0x80;
    doubled(mask);
  }
  const lastBlock = blocks.subarray(paddedLength - blockLength);
  mask.forEach((byte, index) => (lastBlock[index] = (lastBlock[index] ?? 0) ^ byte));
  const chained = encipher({ cipher, mode: "CBC", key }, blocks);
  const code = chained.slice(paddedLength - blockLength);
  wipe(mask, blocks, chained);
  return code;
}

/** Doubles a block in GF(2^64) or GF(2^128), in place. */
function doubled(block: Uint8Array): Uint8Array {
  const reduction = block.length === 8 ? 0x1b : 0x87;
  const carry = (block[0] ?? 0) >> 7;
  block.forEach((byte, index) => (block[index] = (byte << 1) | ((block[index + 1] ?? 0) >> 7)));
  const last = block.length - 1;
  block[last] = (block[last] ?? 0) ^ (carry * reduction);
  return block;
}
