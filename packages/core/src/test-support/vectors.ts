import file from "../../vectors/card-protocols.json" with { type: "json" };
import { fromHex } from "../bytes.ts";
import { type CardType, cardTypeNamed } from "../challenge/card-types.ts";
import type { KeyCipher } from "../keys/encipher.ts";

/** One entry of the vectors file; what the fields mean is told beside it. */
export interface Vector {
  readonly name: string;
  readonly kind: string;
  readonly algorithm: string;
  readonly mode: string;
  readonly key: string;
  readonly challenge: string;
  readonly response: string;
  readonly source: string;
  readonly iv?: string;
  readonly label?: string;
  readonly context?: string;
  readonly fixedInput?: string;
  readonly kcv?: string;
  readonly full?: string;
}

/** Every vector. */
export const vectors: readonly Vector[] = file.vectors;

/** The vectors of some kinds; never an empty list, so that no test passes by testing nothing. */
export function vectorsOf(...kinds: readonly string[]): readonly Vector[] {
  const found = vectors.filter(({ kind }) => kinds.includes(kind));
  if (found.length === 0) {
    throw new RangeError(`kinds: no vector of ${kinds.join(", ")}`);
  }
  return found;
}

/** The cipher an entry names: `3DES-2key` and `AES-256-CMAC` included. */
export function cipherOf({ algorithm, name }: Vector): KeyCipher {
  const match = /^(3DES|AES-128|AES-192|AES-256)/.exec(algorithm);
  if (match === null) {
    throw new RangeError(`${name}: no cipher in ${algorithm}`);
  }
  return match[1] as KeyCipher;
}

/** A card type that answers as an entry says, at any length. */
export function typeFor(vector: Vector): CardType {
  const mode = vector.mode.startsWith("CBC") ? "CBC" : "ECB";
  return { ...cardTypeNamed("minidriver-3des"), cipher: cipherOf(vector), mode, challengeLengths: [], keyLengths: [] };
}

/** The bytes of key, challenge and response. */
export function bytesOf({ key, challenge, response }: Vector): Record<"key" | "challenge" | "response", Uint8Array> {
  return { key: fromHex(key), challenge: fromHex(challenge), response: fromHex(response) };
}
