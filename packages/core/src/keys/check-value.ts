import { toHex, wipe } from "../bytes.ts";
import type { CardType, Cipher } from "../challenge/card-types.ts";
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

/** A check value with how it was taken, as it has to be shown. */
export interface LabelledCheckValue {
  readonly convention: CheckValueConvention;
  /** Six upper-case hexadecimal digits. */
  readonly value: string;
}

/** How the KCV of a card's admin key is taken: zeros enciphered for 3DES, CMAC for AES; null for a PUK, which has none. */
export function cardKeyConvention(cipher: Cipher): CheckValueConvention | null {
  switch (cipher) {
    case "NONE":
      return null;
    case "3DES":
      return "ENCRYPTED_ZEROS";
    case "AES-128":
    case "AES-192":
    case "AES-256":
      return "CMAC";
    default:
      return cipher satisfies never;
  }
}

/** The KCV kept for a card's admin key, by the convention of its cipher; empty for a PUK. */
export function cardKeyCheckValue({ cipher }: Pick<CardType, "cipher">, key: Uint8Array): string {
  const convention = cardKeyConvention(cipher);
  return cipher === "NONE" || convention === null ? "" : checkValue(cipher, convention, key);
}

/** @returns a KCV that was kept for a card's admin key with how it was taken; null where there is none */
export function labelledCardKey(cipher: Cipher, value: string): LabelledCheckValue | null {
  const convention = cardKeyConvention(cipher);
  return convention === null || value === "" ? null : { convention, value };
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
