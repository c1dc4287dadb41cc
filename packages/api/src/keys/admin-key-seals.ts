import { wipe } from "@unlatch/core/bytes";
import { type KeyCipher } from "@unlatch/core/keys/encipher";
import { open, seal } from "@unlatch/core/keys/seal";
import type { Random } from "../platform/random.ts";
import type { Sql } from "../platform/sql.ts";
import type { SealedAdminKey } from "./admin-key.repository.ts";
import type { DataKey, Keyring } from "./data-keys/keyring.ts";
import type { CardKeyToken } from "./providers/key-provider.ts";
import { troubleOf } from "./trouble-of.ts";

/** An admin key before it is sealed: what its seal is going to be bound to. */
export type UnsealedAdminKey = Omit<SealedAdminKey, "sealed" | "dataKeyId" | "tokenKeyId">;

/** What was sealed, or why it does not open. */
export type Unsealing =
  | { readonly type: "Opened"; readonly bytes: Uint8Array }
  | {
      readonly type: "KeyTroubled";
      readonly cause: "SEALED_UNDER_ANOTHER_KEY" | "SEAL_BROKEN" | "KEY_PROVIDER_UNAVAILABLE";
    };

/** Seals admin keys under the data key of now, and opens them under whichever they were sealed. */
export interface AdminKeySeals {
  /** Wraps the key for the token first, where there is one. The caller wipes the key. */
  seal(sql: Sql, key: UnsealedAdminKey, plaintext: Uint8Array): Promise<SealedAdminKey>;
  /** The same for many, under one data key. */
  sealAll(
    sql: Sql,
    keys: readonly { readonly unsealed: UnsealedAdminKey; readonly plaintext: Uint8Array }[],
  ): Promise<SealedAdminKey[]>;
  /** Opens the seal: the key itself, or what only the token can unwrap. The caller wipes it. */
  open(sql: Sql, kept: SealedAdminKey): Promise<Unsealing>;
  /** Seals the same under another data key. @returns what stood against it where it did not open */
  reseal(
    sql: Sql,
    kept: SealedAdminKey,
    dataKey: DataKey,
  ): Promise<SealedAdminKey | (Unsealing & { type: "KeyTroubled" })>;
}

/** @returns the seals of admin keys over a keyring; a token takes the keys in where there is one */
export function adminKeySeals(parts: {
  readonly keyring: Keyring;
  readonly token: CardKeyToken | null;
  readonly random: Random;
  /** By which a key is recognised elsewhere; told of what is sealed anew, for keys from before there were fingerprints. */
  readonly fingerprintOf?: (key: Uint8Array) => string;
}): AdminKeySeals {
  const { keyring, token, random, fingerprintOf } = parts;
  const sealed = (dataKey: DataKey, key: Omit<SealedAdminKey, "sealed" | "dataKeyId">, plaintext: Uint8Array) => {
    const bound = { ...key, dataKeyId: dataKey.id };
    const sealing = { key: dataKey.key, keyId: dataKey.id, nonce: random.bytes(12), plaintext };
    return { ...bound, sealed: seal({ ...sealing, associatedData: boundTo(bound) }) };
  };
  /** A PUK has no cipher: there is nothing that a token could do with it. */
  const takenIn = async (dataKey: DataKey, key: UnsealedAdminKey, plaintext: Uint8Array) => {
    if (token === null || key.algorithm === "NONE") return sealed(dataKey, { ...key, tokenKeyId: null }, plaintext);
    const wrapped = await token.wrapCardKey(plaintext, key.algorithm as KeyCipher);
    return sealed(dataKey, { ...key, tokenKeyId: token.tokenKeyId }, wrapped);
  };
  const seals: AdminKeySeals = {
    async seal(sql, key, plaintext) {
      return takenIn(await keyring.forSealing(sql, "ADMIN_KEYS"), key, plaintext);
    },
    async sealAll(sql, keys) {
      if (keys.length === 0) return [];
      const dataKey = await keyring.forSealing(sql, "ADMIN_KEYS", keys.length);
      const all: SealedAdminKey[] = [];
      for (const { unsealed, plaintext } of keys) all.push(await takenIn(dataKey, unsealed, plaintext));
      return all;
    },
    async open(sql, kept) {
      try {
        const dataKey = await keyring.forOpening(sql, "ADMIN_KEYS", kept.dataKeyId);
        if (dataKey === null) return { type: "KeyTroubled", cause: "SEALED_UNDER_ANOTHER_KEY" };
        const bytes = open({ key: dataKey.key, associatedData: boundTo(kept), envelope: kept.sealed });
        return { type: "Opened", bytes };
      } catch (fault) {
        const cause = troubleOf(fault);
        if (cause === null) throw fault;
        return { type: "KeyTroubled", cause };
      }
    },
    async reseal(sql, kept, dataKey) {
      const opened = await seals.open(sql, kept);
      if (opened.type === "KeyTroubled") return opened;
      try {
        if (kept.tokenKeyId !== null) return sealed(dataKey, kept, opened.bytes);
        const keyFingerprint = fingerprintOf?.(opened.bytes) ?? null;
        return { ...(await takenIn(dataKey, kept, opened.bytes)), keyFingerprint };
      } finally {
        wipe(opened.bytes);
      }
    },
  };
  return seals;
}

/** A key that a token wrapped is bound to that as well; the others are bound as they were before there were tokens. */
const boundTo = (key: Omit<SealedAdminKey, "sealed" | "id">) => {
  const bound = ["admin_keys", 1, key.cardId, key.keyVersion, key.algorithm, key.checkValue, key.dataKeyId] as const;
  return key.tokenKeyId === null ? bound : ([...bound, key.tokenKeyId] as const);
};
