import { encipher } from "../keys/encipher.ts";
import type { CardType } from "./card-types.ts";

/**
 * Answers a card's challenge: the challenge enciphered under the card's admin key, block by block, no padding. For
 * a card that takes its PUK instead, the response is the PUK and the challenge plays no part.
 *
 * @param type - how this kind of card answers: cipher, mode, the challenge lengths it shows
 * @param adminKey - 24 bytes for 3DES (16 are expanded K1‖K2‖K1), 16, 24 or 32 for AES; any parity, weak keys too
 * @param challenge - the bytes in the order the screen shows them
 * @returns as many bytes as the challenge has; the caller wipes them
 * @throws RangeError on a length the type does not know: a caller's bug, never a person's typo
 */
export function respond(type: CardType, adminKey: Uint8Array, challenge: Uint8Array): Uint8Array {
  requireLength("adminKey", adminKey.length, type.keyLengths);
  if (type.cipher === "NONE") {
    return Uint8Array.from(adminKey);
  }
  requireLength("challenge", challenge.length, type.challengeLengths);
  return encipher({ cipher: type.cipher, mode: type.mode, key: adminKey }, challenge);
}

function requireLength(name: string, got: number, lengths: readonly number[]): void {
  const isKnown = lengths.length === 0 ? got > 0 : lengths.includes(got);
  if (!isKnown) {
    throw new RangeError(`${name}: expected ${lengths.join(" or ") || "at least 1"} bytes, got ${got}`);
  }
}
