import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { toHex } from "@unlatch/core/bytes";
import { cardTypeNamed } from "@unlatch/core/challenge/card-types";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Application, composeApplication } from "../../composition-root.ts";
import { system } from "../../platform/actor.ts";
import { installationRepository } from "../../platform/installation.repository.ts";
import { systemRandom } from "../../platform/random.ts";
import { aCard, aProfile, type BuiltCard } from "../../test-support/builders.ts";
import { fakeKms } from "../../test-support/fake-kms.ts";
import { settableClock } from "../../test-support/settable-clock.ts";
import { type TestDatabase, testDatabase } from "../../test-support/test-database.ts";
import { createKekFile, type KeyEncryptionKey, readKekFile } from "../kek-file.ts";
import type { KeyProvider } from "../providers/key-provider.ts";
import { unlockKeys } from "./index.ts";

const cardType = cardTypeNamed("piv-9b-aes256");
const clock = settableClock();
const site = { organisation: "", helpDesk: null, mode: "PRODUCTION", version: "", practiceCards: false } as const;
const cardCount = 60;

let at: TestDatabase;
let directory: string;
let application: Application;
let cards: BuiltCard[];

beforeAll(async () => {
  at = await testDatabase();
});
afterAll(async () => {
  await at.remove();
});
beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), "unlatch-data-keys-"));
  const made = createKekFile(join(directory, "kek"), systemRandom);
  await at.database.transactions.run(async (sql) => {
    for (const table of ["admin_keys", "cards", "additional_commands", "profile_keys", "card_profiles", "data_keys"]) {
      await sql.run(`DELETE FROM ${table}`);
    }
    for (const table of ["key_rotations", "installation", "audit_events"]) await sql.run(`DELETE FROM ${table}`);
    const installed = { mode: "production", kekId: made.provider.kekId, createdAt: clock.now() } as const;
    await installationRepository(sql).add(installed);
  });
  application = await started(made.provider);
  const profile = await aProfile(application, { cardType: cardType.name });
  cards = [];
  for (let index = 0; index < cardCount; index += 1) cards.push(await aCard(application, { profile }));
  return () => rmSync(directory, { recursive: true });
});

async function started(provider: KeyProvider, adopted: KeyEncryptionKey | null = null): Promise<Application> {
  const parts = { clock: clock.now, random: systemRandom };
  const kek = await unlockKeys(at.database.transactions, { ...parts, provider, adopted });
  return composeApplication({ database: at.database, kek, site, ...parts });
}

/** The ids of the cards whose key does not come back as it was given. */
async function lost(by: Application = application): Promise<string[]> {
  const missing: string[] = [];
  for (const { id, adminKey } of cards) {
    const use = await by.vault.withAdminKey(at.database.reader, { cardId: id, cardType }, (key) => toHex(key));
    if (use.type !== "KeyUsed" || use.value !== toHex(adminKey)) missing.push(id);
  }
  return missing;
}

async function rotated(by: Application = application, batch = 7) {
  await by.keys.beginRotation(system);
  for (let next = await by.keys.rotateSome(batch); next?.state === "RUNNING";) next = await by.keys.rotateSome(batch);
}

const dataKeyOf = async (index: number) =>
  (
    await at.database.reader.row<{ data_key_id: string }>("SELECT data_key_id FROM admin_keys WHERE card_id = ?", [
      cards[index]?.id ?? "",
    ])
  )?.data_key_id ?? "";

const entries = () =>
  at.database.reader.rows<{ action: string; outcome: string; facts: string }>(
    "SELECT action, outcome, facts FROM audit_events ORDER BY sequence",
  );

describe("data keys", () => {
  test("seal every admin key under one that is wrapped, and count what they seal", async () => {
    const [key] = (await application.keys.dataKeys()).filter(({ purpose }) => purpose === "ADMIN_KEYS");
    expect(key).toMatchObject({ epoch: 1, state: "ACTIVE", sealedCount: cardCount });
    expect(await dataKeyOf(0)).toBe(key?.id);
    expect(await lost()).toEqual([]);
  });

  test("are found again by another start with the same key file", async () => {
    expect(await lost(await started(readKekFile(join(directory, "kek"), systemRandom).provider))).toEqual([]);
  });

  test("that nobody can read from the database", async () => {
    const rows = await at.database.reader.rows<{ wrapped: Uint8Array }>("SELECT wrapped FROM data_keys");
    expect(rows.length).toBeGreaterThan(3);
    for (const { wrapped } of rows) expect(wrapped.length).toBeGreaterThan(60);
  });

  test("made by two servers at once are one", async () => {
    await at.database.transactions.run((sql) => sql.run("DELETE FROM data_keys WHERE purpose = 'ADMIN_KEYS'"));
    const others = await started(readKekFile(join(directory, "kek"), systemRandom).provider);
    const profile = await aProfile(application, { cardType: cardType.name });
    const made = await Promise.all(
      Array.from({ length: 8 }, (_, index) => aCard(index % 2 === 0 ? application : others, { profile })),
    );
    cards = made;
    expect(await lost()).toEqual([]);
    expect(await lost(others)).toEqual([]);
    const keys = await application.keys.dataKeys();
    expect(keys.filter(({ purpose }) => purpose === "ADMIN_KEYS")).toHaveLength(1);
  });

  test("are replaced before one has sealed too much", async () => {
    await at.database.transactions.run((sql) =>
      sql.run("UPDATE data_keys SET sealed_count = 1073741824 WHERE purpose = 'ADMIN_KEYS'"),
    );
    const profile = await aProfile(application, { cardType: cardType.name });
    cards.push(await aCard(application, { profile }));
    expect(await dataKeyOf(cards.length - 1)).not.toBe(await dataKeyOf(0));
    expect(await lost()).toEqual([]);
  });
});

describe("a rotation", () => {
  test("seals every key anew and loses none", async () => {
    const before = await dataKeyOf(3);
    await rotated();
    expect(await dataKeyOf(3)).not.toBe(before);
    expect(await lost()).toEqual([]);
    const rotation = await application.keys.newestRotation();
    expect(rotation).toMatchObject({ state: "DONE", rowsInAll: cardCount, rowsDone: cardCount, rowsTroubled: 0 });
  });

  test("is gone on with by another server, and keys added meanwhile are under the new data key", async () => {
    const others = await started(readKekFile(join(directory, "kek"), systemRandom).provider);
    await application.keys.beginRotation(system);
    await application.keys.rotateSome(10);
    expect(await lost(others)).toEqual([]);
    const profile = await aProfile(others, { cardType: cardType.name });
    cards.push(await aCard(others, { profile }));
    await Promise.all([application.keys.rotateSome(20), others.keys.rotateSome(20), others.keys.rotateSome(20)]);
    while ((await others.keys.rotateSome(20)) !== null);
    expect(await lost()).toEqual([]);
    expect(await lost(others)).toEqual([]);
    expect(new Set(await Promise.all(cards.map((_, index) => dataKeyOf(index)))).size).toBe(1);
  });

  test("is not begun while one is under way, and is audited without any key", async () => {
    const side = await Promise.all([application.keys.beginRotation(system), application.keys.beginRotation(system)]);
    expect(side.map(({ type }) => type).toSorted()).toEqual(["RotationBegun", "RotationUnderWay"]);
    const audited = (await entries()).filter(({ action }) => action === "key.beginRotation");
    expect(audited.map(({ outcome }) => outcome)).toEqual(["RotationBegun", "RotationUnderWay"]);
    expect(JSON.stringify(audited)).not.toContain(toHex(cards[0]!.adminKey).slice(0, 12));
  });

  test("leaves a key that does not open as it is, counts it, and goes on with the others", async () => {
    const broken = cards.splice(5, 1)[0]!;
    await at.database.transactions.run((sql) =>
      sql.run("UPDATE admin_keys SET check_value = 'ABCDEF' WHERE card_id = ?", [broken.id]),
    );
    await rotated();
    expect(await application.keys.newestRotation()).toMatchObject({ rowsDone: cardCount - 1, rowsTroubled: 1 });
    expect(await lost()).toEqual([]);
  });
});

describe("destroying a data key", () => {
  test("DataKeyActive: is refused while it seals", async () => {
    const id = await dataKeyOf(0);
    expect(await application.keys.destroyDataKey(system, { id })).toEqual({ type: "DataKeyActive" });
  });

  test("DataKeyNeeded: is refused while anything is sealed under it", async () => {
    const id = await dataKeyOf(0);
    await application.keys.beginRotation(system);
    await application.keys.rotateSome(cardCount - 1);
    expect(await application.keys.destroyDataKey(system, { id })).toEqual({ type: "DataKeyNeeded", count: 1 });
    expect(await lost()).toEqual([]);
  });

  test("DataKeyUnknown: is refused where there is none", async () => {
    expect(await application.keys.destroyDataKey(system, { id: "x" })).toEqual({ type: "DataKeyUnknown" });
  });

  test("takes its bytes away once nothing is, and loses no key", async () => {
    const id = await dataKeyOf(0);
    await rotated();
    expect(await application.keys.destroyDataKey(system, { id })).toEqual({ type: "DataKeyDestroyed" });
    expect(await application.keys.destroyDataKey(system, { id })).toEqual({ type: "DataKeyUnknown" });
    const row = await at.database.reader.row<{ wrapped: Uint8Array }>("SELECT wrapped FROM data_keys WHERE id = ?", [
      id,
    ]);
    expect(row?.wrapped).toHaveLength(0);
    expect(await lost()).toEqual([]);
  });
});

describe("changing the key-encryption key", () => {
  test("keeps every key, moves no row, and the new key file opens them", async () => {
    const before = await dataKeyOf(0);
    const old = application.keys.provider.kekId;
    const changed = await application.keys.changeKek(system);
    expect(changed.kekId).not.toBe(old);
    expect(await dataKeyOf(0)).toBe(before);
    expect(await lost()).toEqual([]);
    const again = readKekFile(join(directory, "kek"), systemRandom).provider;
    expect(again.kekId).toBe(changed.kekId);
    expect(await lost(await started(again))).toEqual([]);
  });

  test("is followed by a server that runs meanwhile", async () => {
    const others = await started(readKekFile(join(directory, "kek"), systemRandom).provider);
    await application.keys.changeKek(system);
    expect(await lost(others)).toEqual([]);
    await rotated(others);
    expect(await lost(others)).toEqual([]);
    expect(await lost(await started(readKekFile(join(directory, "kek"), systemRandom).provider))).toEqual([]);
  });

  test("moves to another keeper and its fingerprints stay the same", async () => {
    const fingerprint = application.vault.fingerprintOf("card", new Uint8Array(8));
    const kms = fakeKms({ latencyMs: 1 });
    await application.keys.changeKek(system, kms);
    const there = await started(kms);
    expect(there.vault.fingerprintOf("card", new Uint8Array(8))).toBe(fingerprint);
    expect(await lost(there)).toEqual([]);
  });

  test("changes nothing when the new keeper does not answer", async () => {
    const kms = fakeKms({ latencyMs: 1 });
    const next = await kms.makeNext();
    kms.makeNext = async () => (kms.failNext(50), next);
    await expect(application.keys.changeKek(system, kms)).rejects.toThrow("does not answer");
    const same = readKekFile(join(directory, "kek"), systemRandom).provider;
    expect(await lost(await started(same))).toEqual([]);
  });
});

test("a key-encryption key whose keeper does not answer is a trouble of that moment", async () => {
  const kms = fakeKms({ latencyMs: 1 });
  await application.keys.changeKek(system, kms);
  const there = await started(kms);
  kms.failNext(1);
  const asked = () =>
    there.vault.withAdminKey(at.database.reader, { cardId: cards[0]!.id, cardType }, (key) => toHex(key));
  expect(await asked()).toEqual({ type: "KeyTroubled", cause: "KEY_PROVIDER_UNAVAILABLE" });
  expect(await asked()).toEqual({ type: "KeyUsed", value: toHex(cards[0]!.adminKey) });
});
