import { createHash, hkdfSync } from "node:crypto";
import { chmodSync, closeSync, fchmodSync, fsyncSync, openSync, readFileSync, statSync, writeSync } from "node:fs";
import { wipe } from "@unlatch/core/bytes";
import type { Random } from "../platform/random.ts";

/** The key-encryption key, already split into one key per purpose. It lives beside the database, never in it. */
export interface KeyEncryptionKey {
  /** Names the key without telling it; every sealed row says under which key it was sealed. */
  readonly id: string;
  readonly sealsAdminKeys: Uint8Array;
  readonly sealsChallenges: Uint8Array;
  readonly fingerprintsChallenges: Uint8Array;
  readonly sealsSignInSecrets: Uint8Array;
  readonly fingerprintsSignIns: Uint8Array;
}

/** The key file cannot be used. The message is one line for the person who starts the server. */
export class KeyFileUnusable extends Error {
  override readonly name = "KeyFileUnusable";
}

const firstWord = "unlatch-key-encryption-key-1";

/**
 * Reads the key-encryption key from its file.
 *
 * @param path - a file of mode 0600 that belongs to whoever runs the server
 * @throws KeyFileUnusable when it is missing, open to others, somebody else's or not such a file
 */
export function readKekFile(path: string): KeyEncryptionKey {
  let status: ReturnType<typeof statSync>;
  try {
    status = statSync(path);
  } catch {
    throw new KeyFileUnusable(`The key file ${path} is missing or cannot be read. Put it back from its backup.`);
  }
  if (process.platform !== "win32" && (status.mode & 0o077) !== 0) {
    throw new KeyFileUnusable(`The key file ${path} can be read by others. Run: chmod 600 ${path}`);
  }
  if (process.getuid && status.uid !== process.getuid()) {
    throw new KeyFileUnusable(`The key file ${path} belongs to another user. Run: chown ${process.getuid()} ${path}`);
  }
  return parsed(path);
}

/** Makes a new key-encryption key and its file (mode 0600). Never writes over one. */
export function createKekFile(path: string, random: Random): KeyEncryptionKey {
  const key = random.bytes(32);
  const file = openSync(path, "wx", 0o600);
  try {
    fchmodSync(file, 0o600);
    writeSync(file, Buffer.from(`${firstWord} `, "ascii"));
    for (const byte of key) writeSync(file, byte.toString(16).padStart(2, "0"));
    writeSync(file, "\n");
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  chmodSync(path, 0o600);
  return splitByPurpose(key);
}

function parsed(path: string): KeyEncryptionKey {
  const content = readFileSync(path);
  const text = content.toString("latin1").trimEnd();
  wipe(content);
  const hex = text.startsWith(`${firstWord} `) ? text.slice(firstWord.length + 1) : "";
  if (!/^[0-9a-f]{64}$/.test(hex)) {
    throw new KeyFileUnusable(`The key file ${path} is not a key file of Unlatch. Put it back from its backup.`);
  }
  return splitByPurpose(new Uint8Array(Buffer.from(hex, "hex")));
}

function splitByPurpose(key: Uint8Array): KeyEncryptionKey {
  const purpose = (name: string) => new Uint8Array(hkdfSync("sha256", key, new Uint8Array(32), `unlatch ${name}`, 32));
  const id = createHash("sha256").update(purpose("key id")).digest("hex").slice(0, 16);
  const kek = {
    id,
    sealsAdminKeys: purpose("seal admin keys"),
    sealsChallenges: purpose("seal challenges"),
    fingerprintsChallenges: purpose("fingerprint challenges"),
    sealsSignInSecrets: purpose("seal sign-in secrets"),
    fingerprintsSignIns: purpose("fingerprint sign-ins"),
  };
  wipe(key);
  return kek;
}
