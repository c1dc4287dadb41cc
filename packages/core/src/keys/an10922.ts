import { wipe } from "../bytes.ts";
import { cmacOverBlocks } from "./cmac.ts";
import type { KeyCipher } from "./encipher.ts";

/** The kind of key that is diversified, and that results. */
export type An10922Variant = "AES-128" | "AES-192" | "AES-256" | "2TDEA" | "3TDEA";

interface Recipe {
  readonly cipher: KeyCipher;
  readonly masterKeyLength: number;
  /** One piece is computed for each constant. */
  readonly constants: readonly number[];
}

const recipes: Readonly<Record<An10922Variant, Recipe>> = {
  "AES-128": { cipher: "AES-128", masterKeyLength: 16, constants: [0x01] },
  "AES-192": { cipher: "AES-192", masterKeyLength: 24, constants: [0x11, 0x12] },
  "AES-256": { cipher: "AES-256", masterKeyLength: 32, constants: [0x41, 0x42] },
  "2TDEA": { cipher: "3DES", masterKeyLength: 16, constants: [0x21, 0x22] },
  "3TDEA": { cipher: "3DES", masterKeyLength: 24, constants: [0x31, 0x32, 0x33] },
};

/**
 * NXP's diversification: a card's key from a master key and an input such as the card's serial number.
 *
 * @param input - 1 to 31 bytes for AES, 1 to 15 for TDEA
 * @returns a key as long as the master key; TDEA parity and version bits untouched, see {@link withKeyVersion}
 * @throws RangeError on another length of key or input
 * @see NXP AN10922, 2.2 to 2.5
 */
export function an10922(variant: An10922Variant, masterKey: Uint8Array, input: Uint8Array): Uint8Array {
  const { cipher, masterKeyLength, constants } = recipes[variant];
  const paddedLength = cipher === "3DES" ? 16 : 32;
  if (masterKey.length !== masterKeyLength) {
    throw new RangeError(`masterKey: expected ${masterKeyLength} bytes for ${variant}, got ${masterKey.length}`);
  }
  if (input.length === 0 || input.length >= paddedLength) {
    throw new RangeError(`input: expected 1 to ${paddedLength - 1} bytes for ${variant}, got ${input.length}`);
  }
  const pieces = constants.map((constant) =>
    cmacOverBlocks({ cipher, key: masterKey }, Uint8Array.of(constant, ...input), paddedLength),
  );
  const key = variant === "AES-192" ? interleaved(pieces) : joined(pieces);
  wipe(...pieces);
  return key;
}

/**
 * Writes a key version into the parity bits of a TDEA key: bit 0 of its first 8 bytes, most significant bit first.
 * Responses and check values stay the same; the stored bytes do not.
 *
 * @param version - 0 to 255
 * @returns a new key
 * @see NXP AN10922, 2.4
 */
export function withKeyVersion(key: Uint8Array, version: number): Uint8Array {
  if (!Number.isInteger(version) || version < 0 || version > 255) {
    throw new RangeError(`version: expected an integer from 0 to 255, got ${version}`);
  }
  return key.map((byte, index) => (index < 8 ? (byte & 0xfe) | ((version >> (7 - index)) & 1) : byte));
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const key = new Uint8Array(pieces.reduce((length, piece) => length + piece.length, 0));
  let offset = 0;
  for (const piece of pieces) {
    key.set(piece, offset);
    offset += piece.length;
  }
  return key;
}

/** A[0..7] ‖ A[8..15] xor B[0..7] ‖ B[8..15]: 24 bytes out of two blocks. */
function interleaved([a, b]: readonly Uint8Array[]): Uint8Array {
  const key = new Uint8Array(24);
  key.set(a ?? []);
  b?.forEach((byte, index) => (key[index + 8] = (key[index + 8] ?? 0) ^ byte));
  return key;
}
