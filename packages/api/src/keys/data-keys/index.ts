import { wipe } from "@unlatch/core/bytes";
import type { Actor } from "../../platform/actor.ts";
import type { Sql } from "../../platform/sql.ts";
import { type AdminKeySeals, adminKeySeals } from "../admin-key-seals.ts";
import type { KeyEncryptionKey } from "../kek-file.ts";
import { keyFingerprint } from "../key-fingerprint.ts";
import type { KeyProvider } from "../providers/key-provider.ts";
import { type BeginRotationOutcome, type BeginRotationParts, makeBeginRotation } from "./begin-rotation.ts";
import { type KekChanged, makeChangeKek } from "./change-kek.ts";
import { dataKeyRepository, type ToldDataKey } from "./data-key.repository.ts";
import { type DestroyDataKeyOutcome, makeDestroyDataKey } from "./destroy-data-key.ts";
import { type KeyRotation, keyRotationRepository } from "./key-rotation.repository.ts";
import { makeRotateSome } from "./rotate-some.ts";

export { dataKeySeals } from "./data-key-seals.ts";
export type { DataKeyRecord, ToldDataKey } from "./data-key.repository.ts";
export { type Keyring, makeKeyring } from "./keyring.ts";
export type { KeyRotation } from "./key-rotation.repository.ts";
export { unlockKeys } from "./unlock-keys.ts";

/** Looks after the keys that seal: for hosts, not for people in a browser. */
export interface KeyCare {
  /** Every data key there is and was, without any bytes. */
  dataKeys(): Promise<readonly ToldDataKey[]>;
  newestRotation(): Promise<KeyRotation | null>;
  beginRotation(actor: Actor): Promise<BeginRotationOutcome>;
  /** Goes on with the rotation under way. @param limit - how many admin keys, 500 unless told. @returns null: there is none */
  rotateSome(limit?: number): Promise<KeyRotation | null>;
  destroyDataKey(actor: Actor, command: { readonly id: string }): Promise<DestroyDataKeyOutcome>;
  changeKek(actor: Actor, to?: KeyProvider): Promise<KekChanged>;
  /** Who keeps the key-encryption key. */
  readonly provider: KeyProvider;
}

/** @returns the care for data keys and the key-encryption key, put together */
export function makeKeyCare(
  parts: BeginRotationParts & { readonly kek: KeyEncryptionKey; readonly reader: Sql },
): KeyCare {
  const { kek, reader } = parts;
  const token = kek.provider?.token ?? null;
  const seals: AdminKeySeals = adminKeySeals({
    ...parts,
    token,
    fingerprintOf: (key) => keyFingerprint(kek.fingerprintsKeys, key),
  });
  return {
    async dataKeys() {
      const keys = await dataKeyRepository(reader).all();
      return keys.map(({ wrapped, ...told }): ToldDataKey => (wipe(wrapped), told));
    },
    newestRotation: () => keyRotationRepository(reader).newest(),
    beginRotation: makeBeginRotation(parts),
    rotateSome: makeRotateSome({ ...parts, seals, intoToken: token !== null }),
    destroyDataKey: makeDestroyDataKey(parts),
    changeKek: makeChangeKek(parts),
    provider: kek.provider,
  };
}
