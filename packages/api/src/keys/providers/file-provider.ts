import { createHash, hkdfSync } from "node:crypto";
import { existsSync, renameSync } from "node:fs";
import { wipe } from "@unlatch/core/bytes";
import { open, seal } from "@unlatch/core/keys/seal";
import type { Random } from "../../platform/random.ts";
import { readKeyFile, writeKeyFile } from "./key-file.ts";
import { type DataKeyName, KekUnavailable, type KeyProvider, type WrappedDataKey } from "./key-provider.ts";
import { tryWrapping } from "./try-wrapping.ts";

/** What a file's key-encryption key can do, already split: the key itself is gone. */
export interface FileKek {
  /** Names the key without telling it. */
  readonly id: string;
  readonly wrapsDataKeys: Uint8Array;
}

/** Where the key that follows waits until every data key is wrapped under it. */
export const nextKeyFile = (path: string) => `${path}.next`;

/** @returns one key of 32 bytes for a purpose, from which neither the whole nor another purpose's can be told */
export function purposeKey(key: Uint8Array, purpose: string): Uint8Array {
  return new Uint8Array(hkdfSync("sha256", key, new Uint8Array(32), `unlatch ${purpose}`, 32));
}

/** @returns what is needed of a key file's key to wrap data keys. The caller wipes the key */
export function fileKek(key: Uint8Array): FileKek {
  const named = purposeKey(key, "key id");
  const id = createHash("sha256").update(named).digest("hex").slice(0, 16);
  wipe(named);
  return { id, wrapsDataKeys: purposeKey(key, "wrap data keys") };
}

/**
 * The key-encryption key in a file of this host. Another process can change it: then the file is read again.
 *
 * @param path - the key file
 * @param first - what was read from it
 */
export function fileProvider(path: string, first: FileKek, random: Random): KeyProvider {
  const known = new Map<string, FileKek>([[first.id, first]]);
  let current = first;
  const find = (kekId: string) => {
    for (const place of known.has(kekId) ? [] : [path, nextKeyFile(path)]) {
      if (existsSync(place)) remember(known, readKek(place));
    }
    return known.get(kekId) ?? null;
  };
  const provider: KeyProvider = {
    kind: "file",
    token: null,
    get kekId() {
      return current.id;
    },
    async wrap(dataKey, name) {
      const { id, wrapsDataKeys: key } = current;
      const sealing = { key, keyId: id, nonce: random.bytes(12), plaintext: dataKey };
      return { kekId: id, wrapped: seal({ ...sealing, associatedData: boundTo(name, id) }) };
    },
    async unwrap({ kekId, wrapped }, name) {
      const kek = find(kekId);
      if (kek === null) throw new KekUnavailable(`The key file ${path} does not hold the key ${kekId}.`);
      return open({ key: kek.wrapsDataKeys, associatedData: boundTo(name, kekId), envelope: wrapped });
    },
    async use(kekId) {
      const kek = find(kekId);
      current = kek ?? current;
      return kek !== null;
    },
    async makeNext() {
      const kek = existsSync(nextKeyFile(path)) ? readKek(nextKeyFile(path)) : writtenNext(path, random);
      remember(known, kek);
      return kek.id;
    },
    async settle() {
      settleKeyFile(path, current.id);
    },
    selfTest: () => tryWrapping(provider, random),
    async close() {
      for (const { wrapsDataKeys } of known.values()) wipe(wrapsDataKeys);
    },
  };
  return provider;
}

/** Puts the key that follows in the file's place, if that is the one the database is under; the old one stays beside it. */
export function settleKeyFile(path: string, kekId: string): void {
  const next = nextKeyFile(path);
  if (!existsSync(next) || readKek(next).id !== kekId) return;
  if (existsSync(path)) {
    const old = readKek(path).id;
    if (old === kekId) return;
    renameSync(path, `${path}.${old}`);
  }
  renameSync(next, path);
}

function writtenNext(path: string, random: Random): FileKek {
  const key = random.bytes(32);
  writeKeyFile(nextKeyFile(path), key);
  const kek = fileKek(key);
  wipe(key);
  return kek;
}

function readKek(path: string): FileKek {
  const key = readKeyFile(path);
  const kek = fileKek(key);
  wipe(key);
  return kek;
}

function remember(known: Map<string, FileKek>, kek: FileKek): void {
  if (!known.has(kek.id)) known.set(kek.id, kek);
}

const boundTo = ({ id, purpose, epoch }: DataKeyName, kekId: WrappedDataKey["kekId"]) =>
  ["data_keys", 1, purpose, id, epoch, kekId] as const;
