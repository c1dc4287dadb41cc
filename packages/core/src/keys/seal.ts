import { createCipheriv, createDecipheriv } from "node:crypto";
import { wipe } from "../bytes.ts";
import { type AssociatedData, encodeAssociatedData } from "./associated-data.ts";
import { SealBroken, emptyEnvelope, readEnvelope } from "./envelope.ts";

export { type AssociatedData } from "./associated-data.ts";
export { SealBroken } from "./envelope.ts";

/** A secret and all that its seal is made of. */
export interface Sealing {
  /** The key-encryption key: 32 bytes. */
  readonly key: Uint8Array;
  /** Which key that is; readable in the envelope, and bound to it. */
  readonly keyId: string;
  /** 12 random bytes, never used twice under one key. */
  readonly nonce: Uint8Array;
  readonly associatedData: AssociatedData;
  /** The secret, at least one byte. Left as it is: the caller wipes it. */
  readonly plaintext: Uint8Array;
}

/**
 * Seals a secret at rest: AES-256-GCM under the key-encryption key, bound to what it belongs to.
 *
 * @returns magic ‖ version ‖ algorithm ‖ key id ‖ nonce ‖ ciphertext ‖ tag
 * @throws RangeError on a length or key id that does not fit
 * @see SP 800-38D
 */
export function seal({ key, keyId, nonce, associatedData, plaintext }: Sealing): Uint8Array {
  requireKeyLength(key);
  const envelope = emptyEnvelope(keyId, nonce, plaintext.length);
  const { header, ciphertext, tag } = readEnvelope(envelope);
  const running = createCipheriv("aes-256-gcm", key, nonce, { authTagLength: tag.length });
  running.setAAD(boundTo(header, associatedData));
  ciphertext.set(running.update(plaintext));
  running.final();
  tag.set(running.getAuthTag());
  return envelope;
}

/**
 * Opens a sealed secret.
 *
 * @returns the secret in the only copy there is; the caller wipes it
 * @throws SealBroken when the bytes are no envelope, were altered, or belong to another key or other associated data
 * @throws RangeError on a key of another length than 32
 */
export function open(sealed: {
  readonly key: Uint8Array;
  readonly associatedData: AssociatedData;
  readonly envelope: Uint8Array;
}): Uint8Array {
  requireKeyLength(sealed.key);
  const { header, nonce, ciphertext, tag } = readEnvelope(sealed.envelope);
  const running = createDecipheriv("aes-256-gcm", sealed.key, nonce, { authTagLength: tag.length });
  running.setAAD(boundTo(header, sealed.associatedData));
  running.setAuthTag(tag);
  const secret = running.update(ciphertext);
  try {
    running.final();
  } catch {
    wipe(secret);
    throw new SealBroken("rejected");
  }
  return new Uint8Array(secret.buffer, secret.byteOffset, secret.byteLength);
}

/**
 * The id of the key an envelope was sealed under, without opening it.
 *
 * @throws SealBroken when the bytes are no envelope
 */
export function sealedUnder(envelope: Uint8Array): string {
  return readEnvelope(envelope).keyId;
}

function boundTo(header: Uint8Array, associatedData: AssociatedData): Uint8Array {
  const items = encodeAssociatedData(associatedData);
  const bound = new Uint8Array(header.length + items.length);
  bound.set(header);
  bound.set(items, header.length);
  return bound;
}

function requireKeyLength(key: Uint8Array): void {
  if (key.length !== 32) {
    throw new RangeError(`key: expected 32 bytes, got ${key.length}`);
  }
}
