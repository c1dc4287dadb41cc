import { createHmac } from "node:crypto";
import { wipe } from "../bytes.ts";
import { cmac } from "./cmac.ts";
import type { KeyCipher } from "./encipher.ts";

/** What makes the pseudo-random blocks: CMAC under a cipher, or HMAC with SHA-256. */
export type PseudoRandomFunction = KeyCipher | "HMAC-SHA256";

/** One derivation in counter mode. */
export interface CounterDerivation {
  readonly prf: PseudoRandomFunction;
  readonly masterKey: Uint8Array;
  /** Everything after the counter; see {@link sp800108FixedInput} for the usual form. */
  readonly fixedInput: Uint8Array;
  /** How wide the counter before the fixed input is. */
  readonly counterBits: 8 | 32;
  /** Bytes of the key wanted. */
  readonly keyLength: number;
}

/**
 * Key derivation in counter mode, the counter first.
 *
 * @returns `keyLength` bytes
 * @throws RangeError when the key length is not positive or takes more blocks than the counter can count
 * @see SP 800-108r1 4.1
 */
export function sp800108(derivation: CounterDerivation): Uint8Array {
  const { fixedInput, counterBits, keyLength } = derivation;
  if (!Number.isInteger(keyLength) || keyLength < 1 || keyLength > 255 * 8) {
    throw new RangeError(`keyLength: expected 1 to 2040 bytes, got ${keyLength}`);
  }
  const key = new Uint8Array(keyLength);
  const counterLength = counterBits / 8;
  const input = new Uint8Array(counterLength + fixedInput.length);
  input.set(fixedInput, counterLength);
  let offset = 0;
  for (let counter = 1; offset < keyLength; counter += 1) {
    input[counterLength - 1] = counter;
    const block = pseudoRandomBlock(derivation, input);
    key.set(block.subarray(0, keyLength - offset), offset);
    offset += block.length;
    wipe(block);
  }
  return key;
}

/** The usual fixed input: label ‖ 00 ‖ context ‖ the key length in bits as four bytes. */
export function sp800108FixedInput(label: Uint8Array, context: Uint8Array, keyLength: number): Uint8Array {
  const fixedInput = new Uint8Array(label.length + 1 + context.length + 4);
  fixedInput.set(label);
  fixedInput.set(context, label.length + 1);
  new DataView(fixedInput.buffer).setUint32(fixedInput.length - 4, keyLength * 8);
  return fixedInput;
}

/** The only copy there is, for whoever asked to wipe. */
function pseudoRandomBlock({ prf, masterKey }: CounterDerivation, input: Uint8Array): Uint8Array {
  if (prf !== "HMAC-SHA256") return cmac(prf, masterKey, input);
  const { buffer, byteOffset, byteLength } = createHmac("sha256", masterKey).update(input).digest();
  return new Uint8Array(buffer, byteOffset, byteLength);
}
