import { wipe } from "@unlatch/core/bytes";
import type { Random } from "../platform/random.ts";
import { fileKek, fileProvider, purposeKey } from "./providers/file-provider.ts";
import { readKeyFile, writeKeyFile } from "./providers/key-file.ts";
import type { KeyProvider } from "./providers/key-provider.ts";

export { KeyFileUnusable } from "./providers/key-file.ts";

/** What Unlatch's secrets are sealed with: who keeps the key-encryption key, and the keys of purposes that stay the same. */
export interface KeyEncryptionKey {
  /** Names this set of keys; it stays the same when the key-encryption key changes. */
  readonly id: string;
  readonly provider: KeyProvider;
  /** Under which admin keys were sealed before there were data keys; null: this installation never did. */
  readonly sealsAdminKeys: Uint8Array | null;
  readonly sealsChallenges: Uint8Array;
  readonly fingerprintsChallenges: Uint8Array;
  readonly fingerprintsKeys: Uint8Array;
  readonly sealsSignInSecrets: Uint8Array;
  readonly fingerprintsSignIns: Uint8Array;
}

/**
 * Reads the key-encryption key from its file.
 *
 * @param path - a file of mode 0600 that belongs to whoever runs the server
 * @throws KeyFileUnusable when it is missing, open to others, somebody else's or not such a file
 */
export function readKekFile(path: string, random: Random): KeyEncryptionKey {
  return splitByPurpose(path, readKeyFile(path), random);
}

/** Makes a new key-encryption key and its file (mode 0600). Never writes over one. */
export function createKekFile(path: string, random: Random): KeyEncryptionKey {
  const key = random.bytes(32);
  writeKeyFile(path, key);
  return splitByPurpose(path, key, random);
}

function splitByPurpose(path: string, key: Uint8Array, random: Random): KeyEncryptionKey {
  const kek = fileKek(key);
  const keys = {
    id: kek.id,
    provider: fileProvider(path, kek, random),
    sealsAdminKeys: purposeKey(key, "seal admin keys"),
    sealsChallenges: purposeKey(key, "seal challenges"),
    fingerprintsChallenges: purposeKey(key, "fingerprint challenges"),
    fingerprintsKeys: purposeKey(key, "fingerprint keys"),
    sealsSignInSecrets: purposeKey(key, "seal sign-in secrets"),
    fingerprintsSignIns: purposeKey(key, "fingerprint sign-ins"),
  };
  wipe(key);
  return keys;
}
