import { closeSync, fchmodSync, fsyncSync, openSync, readFileSync, statSync, writeSync } from "node:fs";
import { wipe } from "@unlatch/core/bytes";

/** The key file cannot be used. The message is one line for the person who starts the server. */
export class KeyFileUnusable extends Error {
  override readonly name = "KeyFileUnusable";
}

const firstWord = Buffer.from("unlatch-key-encryption-key-1 ", "ascii");
const keyLength = 32;
const digits = Buffer.from("0123456789abcdef", "ascii");

/**
 * Reads the key-encryption key from its file, byte by byte: it is never a text.
 *
 * @param path - a file of mode 0600 that belongs to whoever runs the server
 * @returns 32 bytes in the only copy there is; the caller wipes them
 * @throws KeyFileUnusable when it is missing, open to others, somebody else's or not such a file
 */
export function readKeyFile(path: string): Uint8Array {
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
  const content = readFileSync(path);
  const key = keyIn(content);
  wipe(content);
  if (key !== null) return key;
  throw new KeyFileUnusable(`The key file ${path} is not a key file of Unlatch. Put it back from its backup.`);
}

/** Writes a key-encryption key into a new file of mode 0600. Never writes over one. */
export function writeKeyFile(path: string, key: Uint8Array): void {
  const content = Buffer.alloc(firstWord.length + keyLength * 2 + 1);
  firstWord.copy(content);
  for (const [index, byte] of key.entries()) {
    content[firstWord.length + index * 2] = digits[byte >> 4] ?? 0;
    content[firstWord.length + index * 2 + 1] = digits[byte & 0x0f] ?? 0;
  }
  content[content.length - 1] = 0x0a;
  const file = openSync(path, "wx", 0o600);
  try {
    fchmodSync(file, 0o600);
    writeSync(file, content);
    fsyncSync(file);
  } finally {
    closeSync(file);
    wipe(content);
  }
}

function keyIn(content: Buffer): Uint8Array | null {
  const lineEnd = content.indexOf(0x0a);
  const line = lineEnd === -1 ? content : content.subarray(0, lineEnd);
  if (line.length !== firstWord.length + keyLength * 2 || !line.subarray(0, firstWord.length).equals(firstWord)) {
    return null;
  }
  const key = new Uint8Array(keyLength);
  for (let index = 0; index < key.length; index += 1) {
    const [high, low] = [0, 1].map((half) => digits.indexOf(line[firstWord.length + index * 2 + half] ?? 0));
    if (high === undefined || low === undefined || high < 0 || low < 0) return null;
    key[index] = (high << 4) | low;
  }
  return key;
}
