import type { CheckValueConvention } from "./check-value.ts";
import type { KeyCipher } from "./encipher.ts";

/** The kinds of key that can be entered in components. */
export const masterKeyKinds = ["AES-128", "AES-192", "AES-256", "2TDEA", "3TDEA"] as const;

/** `2TDEA` is 3DES with 16 bytes (K1‖K2‖K1), `3TDEA` with 24. */
export type MasterKeyKind = (typeof masterKeyKinds)[number];

interface KindFacts {
  readonly cipher: KeyCipher;
  readonly keyLength: number;
}

const facts: Readonly<Record<MasterKeyKind, KindFacts>> = {
  "AES-128": { cipher: "AES-128", keyLength: 16 },
  "AES-192": { cipher: "AES-192", keyLength: 24 },
  "AES-256": { cipher: "AES-256", keyLength: 32 },
  "2TDEA": { cipher: "3DES", keyLength: 16 },
  "3TDEA": { cipher: "3DES", keyLength: 24 },
};

/** Whether a text names a kind of master key. */
export function isMasterKeyKind(text: string): text is MasterKeyKind {
  return (masterKeyKinds as readonly string[]).includes(text);
}

/** How a kind of key enciphers, and how many bytes it has. */
export function masterKeyFacts(kind: MasterKeyKind): KindFacts {
  return facts[kind];
}

/** The conventions by which a check value of such a key may be written on a ceremony sheet; the usual one first. */
export function conventionsFor(kind: MasterKeyKind): readonly CheckValueConvention[] {
  return facts[kind].cipher === "3DES" ? ["ENCRYPTED_ZEROS"] : ["CMAC", "ENCRYPTED_ZEROS", "ENCRYPTED_ONES"];
}
