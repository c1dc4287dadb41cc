import { toHex, wipe } from "../bytes.ts";
import type { CardType } from "../challenge/card-types.ts";
import { cmac } from "./cmac.ts";
import { type KeyCipher, blockLengthOf, encipher } from "./encipher.ts";

/**
 * What a key check value is taken of: a block of 00 enciphered (the custom for 3DES), a block of 01 enciphered
 * (GlobalPlatform SCP03), or the CMAC of a block of 00 (ANSI X9.24-1). Always say which one is shown.
 */
export type CheckValueConvention = "ENCRYPTED_ZEROS" | "ENCRYPTED_ONES" | "CMAC";

/**
 * The key check value (KCV): a short fingerprint of a key, safe to show. It ignores parity bits, as the cipher does.
 *
 * @returns six upper-case hexadecimal digits
 * @throws RangeError on a key length the cipher does not take
 */
export function checkValue(cipher: KeyCipher, convention: CheckValueConvention, key: Uint8Array): string {
  const block = fullCheckBlock(cipher, convention, key);
  const value = toHex(block.subarray(0, 3));
  wipe(block);
  return value;
}

/** The KCV shown for a card's admin key: zeros enciphered for 3DES, CMAC for AES, nothing for a PUK. */
export function cardKeyCheckValue(type: CardType, key: Uint8Array): string {
  switch (type.cipher) {
    case "NONE":
      return "";
    case "3DES":
      return checkValue(type.cipher, "ENCRYPTED_ZEROS", key);
    case "AES-128":
    case "AES-192":
    case "AES-256":
      return checkValue(type.cipher, "CMAC", key);
    default:
      return type.cipher satisfies never;
  }
}

function fullCheckBlock(cipher: KeyCipher, convention: CheckValueConvention, key: Uint8Array): Uint8Array {
  const zeros = new Uint8Array(blockLengthOf(cipher));
  switch (convention) {
    case "ENCRYPTED_ZEROS":
      return encipher({ cipher, mode: "ECB", key }, zeros);
    case "ENCRYPTED_ONES":
      return encipher({ cipher, mode: "ECB", key }, zeros.fill(0x01));
    case "CMAC":
      return cmac(cipher, key, zeros);
    default:
      return convention satisfies never;
  }
}
