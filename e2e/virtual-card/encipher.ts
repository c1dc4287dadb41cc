import { aesEncipher } from "./aes.ts";
import { xor } from "./bytes.ts";
import { tripleDesEncipher } from "./des.ts";

/** The ciphers a chip may answer with. The name of an AES kind tells the bits of its key. */
export type ChipKind = "3DES" | "AES-128" | "AES-192" | "AES-256";

/** ECB: every block on its own. CBC: each mixed with the one before, the first with zeros. @see NIST SP 800-38A, 6.1, 6.2 */
export type ChipMode = "ECB" | "CBC";

/** Bytes of the blocks a kind of chip works on. */
export const blockBytes = (kind: ChipKind): number => (kind === "3DES" ? 8 : 16);

/** Bytes of the admin key a kind of chip holds. */
export function keyBytes(kind: ChipKind): number {
  switch (kind) {
    case "3DES":
      return 24;
    case "AES-128":
      return 16;
    case "AES-192":
      return 24;
    case "AES-256":
      return 32;
    default:
      throw new RangeError(`kind: got ${kind satisfies never}`);
  }
}

/** Enciphers whole blocks under the chip's key. No padding: the result is as long as the message. */
export function encipher(chip: { kind: ChipKind; mode: ChipMode; key: Uint8Array }, message: Uint8Array): Uint8Array {
  const size = blockBytes(chip.kind);
  if (chip.key.length !== keyBytes(chip.kind)) throw new RangeError(`key: got ${chip.key.length} bytes`);
  if (message.length === 0 || message.length % size !== 0) throw new RangeError(`message: got ${message.length} bytes`);
  const ofBlock = chip.kind === "3DES" ? tripleDesEncipher : aesEncipher;
  const result = new Uint8Array(message.length);
  let previous: Uint8Array = new Uint8Array(size);
  for (let start = 0; start < message.length; start += size) {
    const block = message.slice(start, start + size);
    previous = ofBlock(chip.key, chip.mode === "CBC" ? xor(block, previous) : block);
    result.set(previous, start);
  }
  return result;
}
