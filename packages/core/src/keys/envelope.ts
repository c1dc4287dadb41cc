/** The parts of a sealed secret. All are views of one array. */
export interface Envelope {
  /** magic ‖ version ‖ algorithm ‖ length of the key id ‖ key id: bound to the seal along with the rest. */
  readonly header: Uint8Array;
  readonly keyId: string;
  readonly nonce: Uint8Array;
  readonly ciphertext: Uint8Array;
  readonly tag: Uint8Array;
}

/** Sealed bytes that cannot be opened. Says why in general, never what was inside. */
export class SealBroken extends Error {
  override readonly name = "SealBroken";
  /** `malformed`: no envelope of this version; `rejected`: wrong key, wrong row, or altered. */
  readonly reason: "malformed" | "rejected";

  constructor(reason: "malformed" | "rejected") {
    super(reason === "malformed" ? "The sealed bytes are not an envelope" : "The sealed bytes do not open here");
    this.reason = reason;
  }
}

/** "ULK", then version 1, then algorithm 1: AES-256-GCM with a 96-bit nonce and a 128-bit tag. */
const preamble = Uint8Array.of(0x55, 0x4c, 0x4b, 1, 1);

const nonceLength = 12;
const tagLength = 16;
const keyIdForm = /^[A-Za-z0-9._-]{1,64}$/;

/**
 * An envelope with room for a secret, header and nonce written.
 *
 * @throws RangeError on a key id that is not 1 to 64 letters, digits, dots, dashes or underscores, a nonce of another
 *   length than 12, or no secret at all
 */
export function emptyEnvelope(keyId: string, nonce: Uint8Array, secretLength: number): Uint8Array<ArrayBuffer> {
  if (!keyIdForm.test(keyId)) {
    throw new RangeError("keyId: expected 1 to 64 letters, digits, dots, dashes or underscores");
  }
  if (nonce.length !== nonceLength) {
    throw new RangeError(`nonce: expected ${nonceLength} bytes, got ${nonce.length}`);
  }
  if (secretLength < 1) {
    throw new RangeError("plaintext: expected at least 1 byte");
  }
  const header = Uint8Array.of(...preamble, keyId.length, ...new TextEncoder().encode(keyId));
  const bytes = new Uint8Array(header.length + nonceLength + secretLength + tagLength);
  bytes.set(header);
  bytes.set(nonce, header.length);
  return bytes;
}

/**
 * Takes an envelope apart. There is one way to write each: no optional fields, no other versions.
 *
 * @throws SealBroken `malformed`
 */
export function readEnvelope(bytes: Uint8Array): Envelope {
  const keyIdStart = preamble.length + 1;
  const keyIdLength = bytes[preamble.length] ?? 0;
  const headerLength = keyIdStart + keyIdLength;
  const ciphertextStart = headerLength + nonceLength;
  const tagStart = bytes.length - tagLength;
  const keyId = String.fromCharCode(...bytes.subarray(keyIdStart, headerLength));
  const startsRight = preamble.every((byte, index) => bytes[index] === byte);
  if (!startsRight || tagStart <= ciphertextStart || !keyIdForm.test(keyId)) {
    throw new SealBroken("malformed");
  }
  return {
    header: bytes.subarray(0, headerLength),
    keyId,
    nonce: bytes.subarray(headerLength, ciphertextStart),
    ciphertext: bytes.subarray(ciphertextStart, tagStart),
    tag: bytes.subarray(tagStart),
  };
}
