import { createCipheriv } from "node:crypto";
import { wipe } from "../bytes.ts";
import type { Cipher, CipherMode } from "../challenge/card-types.ts";

/** The ciphers a key can be for. */
export type KeyCipher = Exclude<Cipher, "NONE">;

/** A key and how it is used. */
export interface KeyedCipher {
  readonly cipher: KeyCipher;
  /** `CBC` starts from an all-zero vector. */
  readonly mode: CipherMode;
  /** 16 (K1‖K2‖K1) or 24 bytes for 3DES; 16, 24 or 32 for AES. Parity is ignored, weak keys are taken. */
  readonly key: Uint8Array;
}

const openSslNames: Readonly<Record<KeyCipher, Readonly<Record<CipherMode, string>>>> = {
  "3DES": { ECB: "des-ede3", CBC: "des-ede3-cbc" },
  "AES-128": { ECB: "aes-128-ecb", CBC: "aes-128-cbc" },
  "AES-192": { ECB: "aes-192-ecb", CBC: "aes-192-cbc" },
  "AES-256": { ECB: "aes-256-ecb", CBC: "aes-256-cbc" },
};

const keyLengths: Readonly<Record<KeyCipher, readonly number[]>> = {
  "3DES": [16, 24],
  "AES-128": [16],
  "AES-192": [24],
  "AES-256": [32],
};

/** Bytes in one block of a cipher: 8 for 3DES, 16 for AES. */
export function blockLengthOf(cipher: KeyCipher): 8 | 16 {
  return cipher === "3DES" ? 8 : 16;
}

/**
 * Enciphers whole blocks without padding.
 *
 * @returns a new array as long as `blocks`; neither it nor the cipher keeps the key
 * @throws RangeError when the key or the blocks have a length the cipher does not take
 * @see SP 800-38A 6.1 and 6.2
 */
export function encipher({ cipher, mode, key }: KeyedCipher, blocks: Uint8Array): Uint8Array {
  const blockLength = blockLengthOf(cipher);
  if (!keyLengths[cipher].includes(key.length)) {
    throw new RangeError(`key: expected ${keyLengths[cipher].join(" or ")} bytes for ${cipher}, got ${key.length}`);
  }
  if (blocks.length === 0 || blocks.length % blockLength !== 0) {
    throw new RangeError(`blocks: expected a positive multiple of ${blockLength} bytes, got ${blocks.length}`);
  }
  const isTwoKey = cipher === "3DES" && key.length === 16;
  const usableKey = isTwoKey ? threeKeysFrom(key) : key;
  try {
    const vector = mode === "CBC" ? new Uint8Array(blockLength) : null;
    const running = createCipheriv(openSslNames[cipher][mode], usableKey, vector).setAutoPadding(false);
    const enciphered = running.update(blocks);
    running.final();
    return new Uint8Array(enciphered.buffer, enciphered.byteOffset, enciphered.byteLength);
  } finally {
    if (isTwoKey) {
      wipe(usableKey);
    }
  }
}

function threeKeysFrom(twoKeys: Uint8Array): Uint8Array {
  const expanded = new Uint8Array(24);
  expanded.set(twoKeys);
  expanded.set(twoKeys.subarray(0, 8), 16);
  return expanded;
}
