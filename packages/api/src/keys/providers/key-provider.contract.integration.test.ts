import { copyFileSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fromHex, toHex } from "@unlatch/core/bytes";
import { checkValue } from "@unlatch/core/keys/check-value";
import { encipher } from "@unlatch/core/keys/encipher";
import { SealBroken } from "@unlatch/core/keys/seal";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { systemRandom } from "../../platform/random.ts";
import { fakeKms } from "../../test-support/fake-kms.ts";
import { type SoftToken, softToken } from "../../test-support/soft-token.ts";
import { createKekFile } from "../kek-file.ts";
import { KekUnavailable, type KeyProvider } from "./key-provider.ts";
import { openPkcs11Provider, TokenUnusable } from "./pkcs11-provider.ts";
import { openSessions } from "./pkcs11-sessions.ts";
import { templateOf } from "./pkcs11-objects.ts";

const directory = mkdtempSync(join(tmpdir(), "unlatch-providers-"));
const token = softToken(directory);
afterAll(() => rmSync(directory, { recursive: true }));
if (token === null)
  console.warn(
    "SKIPPED: no token was tried. Install softhsm2, and build pkcs11js with pnpm --filter @unlatch/api build:pkcs11.",
  );

const name = { id: "key-1", purpose: "ADMIN_KEYS", epoch: 3 };
const dataKey = () => fromHex("00112233445566778899AABBCCDDEEFF0102030405060708090A0B0C0D0E0F10");

const makers: Record<string, () => Promise<KeyProvider>> = {
  "a key file": async () => createKekFile(join(directory, "kek"), systemRandom).provider,
  "a key service over the network": async () => fakeKms({ latencyMs: 2 }),
  ...(token ? { "a PKCS#11 token": () => openedToken(token) } : {}),
};

async function openedToken(soft: SoftToken): Promise<KeyProvider> {
  const provider = await openPkcs11Provider(soft.place, systemRandom);
  await provider.use(await provider.makeNext());
  return provider;
}

describe.each(Object.entries(makers))("%s", (_, make) => {
  let provider: KeyProvider;
  beforeAll(async () => {
    provider = await make();
  });
  afterAll(() => provider.close());

  test("gives a data key back as it was given", async () => {
    const kept = await provider.wrap(dataKey(), name);
    expect(kept.kekId).toBe(provider.kekId);
    expect(toHex(kept.wrapped)).not.toContain(toHex(dataKey()).slice(0, 16));
    expect(await provider.unwrap(kept, name)).toEqual(dataKey());
  });

  test("never wraps twice alike", async () => {
    const [one, two] = [await provider.wrap(dataKey(), name), await provider.wrap(dataKey(), name)];
    expect(toHex(one.wrapped)).not.toBe(toHex(two.wrapped));
  });

  test("refuses a data key with any one bit turned", async () => {
    const { kekId, wrapped } = await provider.wrap(dataKey(), name);
    for (let bit = 0; bit < wrapped.length * 8; bit += 5) {
      const altered = Uint8Array.from(wrapped);
      altered[bit >> 3] = (altered[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      await expect(provider.unwrap({ kekId, wrapped: altered }, name), `bit ${bit}`).rejects.toThrow(SealBroken);
    }
    await expect(provider.unwrap({ kekId, wrapped: wrapped.subarray(0, 9) }, name)).rejects.toThrow(SealBroken);
  });

  test.each([{ id: "key-2" }, { purpose: "MASTER_KEYS" }, { epoch: 4 }])(
    "refuses a data key passed off as another: %o",
    async (other) => {
      const kept = await provider.wrap(dataKey(), name);
      await expect(provider.unwrap(kept, { ...name, ...other })).rejects.toThrow(SealBroken);
    },
  );

  test("has only the key-encryption keys it has", async () => {
    const kept = await provider.wrap(dataKey(), name);
    await expect(provider.unwrap({ ...kept, kekId: "p11-0011223344556677" }, name)).rejects.toThrow(KekUnavailable);
    expect(await provider.use("p11-0011223344556677")).toBe(false);
    expect(await provider.unwrap(kept, name)).toEqual(dataKey());
  });

  test("changes to its next key and still opens what the one before wrapped", async () => {
    const before = await provider.wrap(dataKey(), name);
    const next = await provider.makeNext();
    expect(provider.kekId).toBe(before.kekId);
    expect(await provider.use(next)).toBe(true);
    const after = await provider.wrap(dataKey(), name);
    await provider.settle();
    expect(after.kekId).toBe(next);
    expect(next).not.toBe(before.kekId);
    expect(await provider.unwrap(before, name)).toEqual(dataKey());
    expect(await provider.unwrap(after, name)).toEqual(dataKey());
  });

  test("passes its own test", async () => {
    const findings = await provider.selfTest();
    expect(findings.length).toBeGreaterThan(2);
    expect(findings.filter(({ result }) => result === "broken")).toEqual([]);
  });
});

describe("a key service that fails", () => {
  test("is a key-encryption key that is not at hand, and then it is again", async () => {
    const kms = fakeKms({ latencyMs: 1 });
    const kept = await kms.wrap(dataKey(), name);
    kms.failNext(2);
    await expect(kms.unwrap(kept, name)).rejects.toMatchObject({ name: "KekUnavailable", reason: "no answer" });
    await expect(kms.wrap(dataKey(), name)).rejects.toThrow(KekUnavailable);
    expect(await kms.unwrap(kept, name)).toEqual(dataKey());
  });
});

describe.runIf(token !== null)("a token", () => {
  let provider: KeyProvider;
  const soft = token as SoftToken;
  beforeAll(async () => {
    provider = await openedToken(soft);
  });
  afterAll(() => provider.close());

  test.each([
    ["3DES", "0102030405060708090A0B0C0D0E0F101112131415161718", "ENCRYPTED_ZEROS"],
    ["3DES", "0102030405060708090A0B0C0D0E0F10", "ENCRYPTED_ZEROS"],
    ["AES-128", "00112233445566778899AABBCCDDEEFF", "CMAC"],
    ["AES-192", "00112233445566778899AABBCCDDEEFF0011223344556677", "CMAC"],
    ["AES-256", "00112233445566778899AABBCCDDEEFF00112233445566778899AABBCCDDEEFE", "CMAC"],
  ] as const)("answers under a %s key that it alone can unwrap", async (cipher, hex, convention) => {
    const inside = provider.token!;
    const key = fromHex(hex);
    const kcv = checkValue(cipher, convention, key);
    const wrapped = await inside.wrapCardKey(key, cipher);
    expect(toHex(wrapped)).not.toContain(hex.slice(0, 16));
    for (const mode of ["ECB", "CBC"] as const) {
      const challenge = fromHex("1603EBDF1C8A2E727F0C5A93E14B28D6");
      const card = { wrapped, cipher, mode, tokenKeyId: inside.tokenKeyId, checkValue: kcv };
      const bytes = encipher({ cipher, mode, key }, challenge);
      expect(await inside.respond(card, challenge)).toEqual({ type: "Response", bytes });
    }
  });

  test("does not answer where the check value differs or the wrapped key was altered", async () => {
    const inside = provider.token!;
    const wrapped = await inside.wrapCardKey(fromHex("00112233445566778899AABBCCDDEEFF"), "AES-128");
    const card = { wrapped, cipher: "AES-128", mode: "ECB", tokenKeyId: inside.tokenKeyId } as const;
    const challenge = new Uint8Array(16).fill(7);
    expect(await inside.respond({ ...card, checkValue: "000000" }, challenge)).toEqual({
      type: "Troubled",
      cause: "CHECK_VALUE_DIFFERS",
    });
    const altered = wrapped.with(3, (wrapped[3] ?? 0) ^ 1);
    expect(await inside.respond({ ...card, wrapped: altered, checkValue: "000000" }, challenge)).toEqual({
      type: "Troubled",
      cause: "SEAL_BROKEN",
    });
  });

  test("keeps every key it has to itself", async () => {
    const sessions = await openSessions(soft.place);
    const shown = await sessions.use(async ({ api, p11, handle }) => {
      p11.C_FindObjectsInit(handle, [{ type: api.CKA_CLASS, value: api.CKO_SECRET_KEY }]);
      const keys = p11.C_FindObjects(handle, 100);
      p11.C_FindObjectsFinal(handle);
      return keys.map((key) => {
        const answered = (type: number) => p11.C_GetAttributeValue(handle, key, [{ type }])[0]?.value as Buffer;
        const flags = [api.CKA_SENSITIVE, api.CKA_EXTRACTABLE, api.CKA_MODIFIABLE].map((flag) => answered(flag)[0]);
        let value = "hidden";
        try {
          value = `shown: ${answered(api.CKA_VALUE).length} bytes`;
        } catch (fault) {
          value = String((fault as Error).message);
        }
        return { flags, value };
      });
    });
    expect(shown.length).toBeGreaterThan(1);
    for (const { flags, value } of shown) {
      expect(flags).toEqual([1, 0, 0]);
      expect(value).toMatch(/CKR_ATTRIBUTE_SENSITIVE/);
    }
  });

  test("refuses every use of a key that it was not made for", async () => {
    const sessions = await openSessions(soft.place);
    await sessions.use(async (session) => {
      const { api, p11, handle } = session;
      const form = { type: "AES", abilities: { derive: true }, kept: null } as const;
      const value = { type: api.CKA_VALUE, value: Buffer.alloc(32, 9) };
      const master = p11.C_CreateObject(handle, [...templateOf(session, form), value]);
      expect(() => p11.C_EncryptInit(handle, { mechanism: api.CKM_AES_ECB }, master)).toThrow(/CKR_KEY_FUNCTION/);
      expect(() => p11.C_SignInit(handle, { mechanism: api.CKM_AES_CMAC }, master)).toThrow(/CKR_KEY_FUNCTION/);
      p11.C_DestroyObject(handle, master);
    });
  });

  test("answers everybody who waits while it refuses its PIN, and is not locked by trying it again and again", async () => {
    const pinFile = join(directory, "pin-that-changes");
    copyFileSync(soft.place.pinFile, pinFile);
    const sessions = await openSessions({ ...soft.place, pinFile });
    const tries = await sessions.use(async ({ p11, slot }) => {
      writeFileSync(pinFile, "wrong\n");
      p11.C_CloseAllSessions(slot);
      return vi.spyOn(p11, "C_Login");
    });
    const ask = () => sessions.use(async ({ p11, handle }) => p11.C_GenerateRandom(handle, Buffer.alloc(8)));
    const answers = await Promise.allSettled(Array.from({ length: 20 }, ask));
    expect(answers.filter(({ status }) => status === "rejected")).toHaveLength(20);
    expect(tries).toHaveBeenCalledTimes(1);
    copyFileSync(soft.place.pinFile, pinFile);
    utimesSync(pinFile, new Date(), new Date(Date.now() + 5000));
    expect(await ask()).toHaveLength(8);
  });

  test.each([
    ["module", { module: "/nowhere/module.so" }, "UNLATCH_PKCS11_MODULE"],
    ["token", { tokenLabel: "another" }, "UNLATCH_PKCS11_TOKEN_LABEL"],
    ["PIN file", { pinFile: "/nowhere/pin" }, "UNLATCH_PKCS11_PIN_FILE"],
  ])("says which setting is wrong where there is no such %s", async (_, change, setting) => {
    const wrong = openPkcs11Provider({ ...soft.place, ...change }, systemRandom);
    await expect(wrong).rejects.toThrow(TokenUnusable);
    await expect(wrong).rejects.toThrow(setting);
  });
});
