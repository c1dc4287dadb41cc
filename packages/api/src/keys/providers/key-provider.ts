import type { CipherMode } from "@unlatch/core/challenge/card-types";
import type { KeyCipher } from "@unlatch/core/keys/encipher";

/** Where the key-encryption key can live. */
export const keyProviderKinds = ["file", "pkcs11", "kms"] as const;

/** `file`: a file of this host. `pkcs11`: a hardware module or a token. `kms`: a key service over the network. */
export type KeyProviderKind = (typeof keyProviderKinds)[number];

/** What a wrapped data key is bound to: which key it is and what it is for. */
export interface DataKeyName {
  readonly id: string;
  readonly purpose: string;
  readonly epoch: number;
}

/** A data key as the database keeps it. */
export interface WrappedDataKey {
  readonly kekId: string;
  readonly wrapped: Uint8Array;
}

/** The key-encryption key is not at hand: another one is, or its keeper does not answer. */
export class KekUnavailable extends Error {
  override readonly name = "KekUnavailable";

  constructor(
    message: string,
    /** `elsewhere`: whoever was asked does not have it; `no answer`: they may have it and do not say. */
    readonly reason: "elsewhere" | "no answer" = "elsewhere",
  ) {
    super(message);
  }
}

/** A line of what a provider says of itself when it is tried. */
export interface ProviderFinding {
  /** What was tried, in words: `wraps and unwraps a data key`. */
  readonly ability: string;
  /** `no`: cannot, and Unlatch does without. `broken`: cannot, and Unlatch needs it. */
  readonly result: "yes" | "no" | "broken";
  readonly detail: string;
}

/**
 * Keeps the key-encryption key and lends its strength, never its bytes. Every kind passes one contract suite.
 *
 * @see docs/adr on data keys and their providers
 */
export interface KeyProvider {
  readonly kind: KeyProviderKind;
  /** Names the key-encryption key that wraps from now on. */
  readonly kekId: string;
  /** Wraps a data key of 32 bytes under the key-encryption key of now. The caller wipes the data key. */
  wrap(dataKey: Uint8Array, name: DataKeyName): Promise<WrappedDataKey>;
  /**
   * @returns the data key in the only copy there is; the caller wipes it
   * @throws KekUnavailable when the key-encryption key it was wrapped under is not at hand
   * @throws SealBroken when it was altered or is another data key's
   */
  unwrap(wrapped: WrappedDataKey, name: DataKeyName): Promise<Uint8Array>;
  /** Makes the key-encryption key of this name the one of now. @returns false when it is not at hand */
  use(kekId: string): Promise<boolean>;
  /** Makes the key-encryption key that follows. It is the one of now only after `use`, and for good after `settle`. */
  makeNext(): Promise<string>;
  /** After every data key was wrapped anew: what was laid aside for a change of keys is put in its place. */
  settle(): Promise<void>;
  /** Tries everything Unlatch needs of it, with keys that are thrown away after. */
  selfTest(): Promise<readonly ProviderFinding[]>;
  /** Where admin keys are used without leaving it; null: they are used in the memory of this process. */
  readonly token: CardKeyToken | null;
  close(): Promise<void>;
}

/** A card's admin key, as a token takes it in. */
export interface TokenCardKey {
  readonly wrapped: Uint8Array;
  /** The token's own key that it is wrapped under. */
  readonly tokenKeyId: string;
  readonly cipher: KeyCipher;
  readonly mode: CipherMode;
  readonly checkValue: string;
}

/** What a token answers. */
export type TokenUse =
  | { readonly type: "Response"; readonly bytes: Uint8Array }
  | { readonly type: "Troubled"; readonly cause: "SEAL_BROKEN" | "CHECK_VALUE_DIFFERS" };

/** Uses card keys and master keys inside a token: what it takes in never comes out again. */
export interface CardKeyToken {
  /** The key of the token that wraps card keys from now on. */
  readonly tokenKeyId: string;
  /** Wraps a card's admin key so that only the token can use it. The caller wipes the key. */
  wrapCardKey(key: Uint8Array, cipher: KeyCipher): Promise<Uint8Array>;
  /** Takes a card's key in, holds it against its check value, enciphers the challenge under it and forgets it. */
  respond(key: TokenCardKey, challenge: Uint8Array): Promise<TokenUse>;
}
