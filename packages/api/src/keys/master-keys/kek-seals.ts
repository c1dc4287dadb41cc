import { open, seal } from "@unlatch/core/keys/seal";
import type { Random } from "../../platform/random.ts";
import type { KeyEncryptionKey } from "../kek-file.ts";
import { keyFingerprint } from "../key-fingerprint.ts";
import type { SecretSeals } from "./secret-seals.ts";

/** @returns seals directly under the key-encryption key's own key for master keys */
export function kekSeals(kek: KeyEncryptionKey, random: Random): SecretSeals {
  const key = kek.sealsMasterKeys;
  return {
    async seal(_sql, associatedData, plaintext) {
      return seal({ key, keyId: kek.id, nonce: random.bytes(12), associatedData, plaintext });
    },
    async open(_sql, associatedData, envelope) {
      return open({ key, associatedData, envelope });
    },
    fingerprintOf: (secret) => keyFingerprint(kek.fingerprintsKeys, secret),
  };
}
