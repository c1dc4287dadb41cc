import { open, seal, SealBroken, sealedUnder } from "@unlatch/core/keys/seal";
import type { Random } from "../../platform/random.ts";
import type { KeyEncryptionKey } from "../kek-file.ts";
import { keyFingerprint } from "../key-fingerprint.ts";
import type { SecretSeals } from "../master-keys/secret-seals.ts";
import type { Keyring } from "./keyring.ts";

/** @returns the seals of master keys and their components, over the keyring; an envelope says which data key opens it */
export function dataKeySeals(parts: {
  readonly keyring: Keyring;
  readonly kek: KeyEncryptionKey;
  readonly random: Random;
}): SecretSeals {
  const { keyring, kek, random } = parts;
  return {
    async seal(sql, associatedData, plaintext) {
      const { id: keyId, key } = await keyring.forSealing(sql, "MASTER_KEYS");
      return seal({ key, keyId, nonce: random.bytes(12), associatedData, plaintext });
    },
    async open(sql, associatedData, envelope) {
      const dataKey = await keyring.forOpening(sql, "MASTER_KEYS", sealedUnder(envelope));
      if (dataKey === null) throw new SealBroken("rejected");
      return open({ key: dataKey.key, associatedData, envelope });
    },
    fingerprintOf: (secret) => keyFingerprint(kek.fingerprintsKeys, secret),
  };
}
