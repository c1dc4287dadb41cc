import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { systemRandom } from "../platform/random.ts";
import { createKekFile, type KeyEncryptionKey, KeyFileUnusable, readKekFile } from "./kek-file.ts";

const directory = mkdtempSync(join(tmpdir(), "unlatch-kek-"));
afterAll(() => rmSync(directory, { recursive: true }));
const told = ({ provider, ...keys }: KeyEncryptionKey) => ({ ...keys, kekId: provider.kekId });
const path = (name: string) => join(directory, name);

describe("the key file", () => {
  test("is made with mode 0600 and read back as the same key", () => {
    const made = createKekFile(path("new"), systemRandom);
    expect(statSync(path("new")).mode & 0o777).toBe(0o600);
    expect(told(readKekFile(path("new"), systemRandom))).toEqual(told(made));
    expect(made.provider.kekId).toBe(made.id);
  });

  test("gives a key of its own to every purpose", () => {
    const kek = createKekFile(path("purposes"), systemRandom);
    const { sealsAdminKeys, sealsChallenges, fingerprintsChallenges, fingerprintsKeys } = kek;
    const keys = [sealsAdminKeys, sealsChallenges, fingerprintsChallenges, fingerprintsKeys].map(String);
    expect(new Set(keys).size).toBe(4);
  });

  test("is never written over", () => {
    createKekFile(path("kept"), systemRandom);
    const before = readFileSync(path("kept"), "latin1");
    expect(() => createKekFile(path("kept"), systemRandom)).toThrow(/EEXIST/);
    expect(readFileSync(path("kept"), "latin1")).toBe(before);
  });

  test("that others can read is refused with the command that mends it", () => {
    createKekFile(path("open"), systemRandom);
    chmodSync(path("open"), 0o640);
    expect(() => readKekFile(path("open"), systemRandom)).toThrow(`Run: chmod 600 ${path("open")}`);
  });

  test("that is missing or something else is refused", () => {
    writeFileSync(path("other"), "hello", { mode: 0o600 });
    expect(() => readKekFile(path("absent"), systemRandom)).toThrow(KeyFileUnusable);
    expect(() => readKekFile(path("other"), systemRandom)).toThrow("is not a key file of Unlatch");
  });
});
