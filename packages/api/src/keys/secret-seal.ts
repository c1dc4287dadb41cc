import { createHmac } from "node:crypto";
import { open, seal } from "@unlatch/core/keys/seal";
import type { Random } from "../platform/random.ts";
import type { SecretSeal } from "../platform/secret-seal.ts";
import type { KeyEncryptionKey } from "./kek-file.ts";

/** @returns what seals the secrets of signing in, under a key that is derived for that and nothing else */
export function makeSecretSeal({ kek, random }: { kek: KeyEncryptionKey; random: Random }): SecretSeal {
  const { id: keyId, sealsSignInSecrets: key } = kek;
  return {
    seal: (associatedData, plaintext) => seal({ key, keyId, nonce: random.bytes(12), associatedData, plaintext }),
    open: (associatedData, envelope) => open({ key, associatedData, envelope }),
    fingerprintOf: (text) => createHmac("sha256", kek.fingerprintsSignIns).update(text).digest("hex"),
  };
}
