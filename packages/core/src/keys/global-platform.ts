import { type KeyCipher, encipher } from "./encipher.ts";
import { sp800108 } from "./sp800108.ts";

/** What a derived card manager key is for; the constant 1, 2 or 3 of the schemes. */
export type CardManagerKey = "ENC" | "MAC" | "DEK";

const constants: Readonly<Record<CardManagerKey, number>> = { ENC: 1, MAC: 2, DEK: 3 };

/**
 * EMV CPS 1.1: both halves from the last six bytes of the derivation data.
 *
 * @param masterKey - 16 bytes, 3DES
 * @param derivationData - the card's ten bytes of key diversification data
 * @returns 16 bytes, parity untouched
 * @see EMV Card Personalization Specification 1.1
 */
export function emvCps11(masterKey: Uint8Array, derivationData: Uint8Array, use: CardManagerKey): Uint8Array {
  requireLength("derivationData", derivationData, 10);
  return twoHalves(masterKey, derivationData.subarray(4, 10), use);
}

/**
 * VISA2: both halves from bytes 0, 1 and 4 to 7 of the derivation data.
 *
 * @param masterKey - 16 bytes, 3DES
 * @param derivationData - the card's ten bytes of key diversification data
 * @returns 16 bytes, parity untouched
 */
export function visa2(masterKey: Uint8Array, derivationData: Uint8Array, use: CardManagerKey): Uint8Array {
  requireLength("derivationData", derivationData, 10);
  const chosen = Uint8Array.of(...derivationData.subarray(0, 2), ...derivationData.subarray(4, 8));
  return twoHalves(masterKey, chosen, use);
}

/** A master key for {@link kdf3} and what it is to give. */
export interface Kdf3Derivation {
  readonly cipher: Exclude<KeyCipher, "3DES">;
  readonly masterKey: Uint8Array;
  /** The card's ten bytes of key diversification data. */
  readonly derivationData: Uint8Array;
  readonly use: CardManagerKey;
}

/**
 * KDF3, for SCP03 cards: SP 800-108 with CMAC and a one-byte counter; the fixed input has no length field.
 *
 * @returns a key as long as the master key
 */
export function kdf3({ cipher, masterKey, derivationData, use }: Kdf3Derivation): Uint8Array {
  requireLength("derivationData", derivationData, 10);
  const fixedInput = Uint8Array.of(0, 0, 0, constants[use], 0, ...derivationData);
  return sp800108({ prf: cipher, masterKey, fixedInput, counterBits: 8, keyLength: masterKey.length });
}

function twoHalves(masterKey: Uint8Array, six: Uint8Array, use: CardManagerKey): Uint8Array {
  requireLength("masterKey", masterKey, 16);
  const blocks = Uint8Array.of(...six, 0xf0, constants[use], ...six, 0x0f, constants[use]);
  return encipher({ cipher: "3DES", mode: "ECB", key: masterKey }, blocks);
}

function requireLength(name: string, bytes: Uint8Array, expected: number): void {
  if (bytes.length !== expected) {
    throw new RangeError(`${name}: expected ${expected} bytes, got ${bytes.length}`);
  }
}
