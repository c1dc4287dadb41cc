import type { AssociatedData } from "@unlatch/core/keys/seal";

/**
 * Keeps what signing in must be able to read again, such as the secret of an authenticator app or a client secret, sealed
 * at rest; and recognises a text that must not be kept at all, such as a mistyped user name.
 */
export interface SecretSeal {
  /** Seals a secret to the row it belongs to. The caller wipes it. */
  seal(belongsTo: AssociatedData, secret: Uint8Array): Uint8Array;
  /** @returns the secret, for the caller to wipe. @throws SealBroken when it was altered or belongs to another row */
  open(belongsTo: AssociatedData, sealed: Uint8Array): Uint8Array;
  /** @returns the same 64 hex digits for the same text, which nobody can guess back without the key */
  fingerprintOf(text: string): string;
}
