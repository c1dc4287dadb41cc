import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fromHex, toHex } from "@unlatch/core/bytes";
import { cardTypeNamed } from "@unlatch/core/challenge/card-types";
import { cardKeyCheckValue } from "@unlatch/core/keys/check-value";
import { seal } from "@unlatch/core/keys/seal";
import { afterAll, beforeAll, expect, test } from "vitest";
import { composeApplication } from "../../composition-root.ts";
import { system } from "../../platform/actor.ts";
import { systemClock } from "../../platform/clock.ts";
import { systemRandom } from "../../platform/random.ts";
import { type TestDatabase, testDatabase } from "../../test-support/test-database.ts";
import { createKekFile, readKekFile } from "../kek-file.ts";
import { keyFingerprint } from "../key-fingerprint.ts";
import { unlockKeys } from "./index.ts";

const cardType = cardTypeNamed("piv-9b-aes128");
const key = (index: number) => fromHex(`A3F1C5D20E7B49688D1F26B05CE93A${String(index + 10)}`);
const cardIds = Array.from({ length: 30 }, (_, index) => `card-${index}`);
const parts = { clock: systemClock, random: systemRandom };

let at: TestDatabase;
let directory: string;
beforeAll(async () => {
  at = await testDatabase();
  directory = mkdtempSync(join(tmpdir(), "unlatch-adoption-"));
});
afterAll(async () => {
  await at.remove();
  rmSync(directory, { recursive: true });
});

test("a database from before data keys loses no key, and its keys move under one", async () => {
  const kek = createKekFile(join(directory, "kek"), systemRandom);
  const challenge = await asOfOld(kek);
  await at.database.dataSource.runMigrations();

  const file = readKekFile(join(directory, "kek"), systemRandom);
  const unlocked = await unlockKeys(at.database.transactions, { ...parts, provider: file.provider, adopted: file });
  const site = { organisation: "", helpDesk: null, mode: "PRODUCTION", version: "", practiceCards: false } as const;
  const application = composeApplication({ database: at.database, kek: unlocked, site, ...parts });
  const lost = async () => {
    const missing: string[] = [];
    for (const [index, cardId] of cardIds.entries()) {
      const use = await application.vault.withAdminKey(at.database.reader, { cardId, cardType }, (lent) => toHex(lent));
      if (use.type !== "KeyUsed" || use.value !== toHex(key(index))) missing.push(cardId);
    }
    return missing;
  };

  expect(await lost()).toEqual([]);
  expect(toHex(application.vault.openChallenge("process-1", challenge))).toBe("1603EBDF1C8A2E72");
  expect(await application.keys.newestRotation()).toMatchObject({ state: "RUNNING", rowsInAll: 30, rowsDone: 0 });

  await application.keys.rotateSome(11);
  expect(await lost()).toEqual([]);
  while ((await application.keys.rotateSome(11)) !== null);
  const kept = await at.database.reader.rows<{ card_id: string; key_fingerprint: string }>("SELECT * FROM admin_keys");
  const fingerprints = new Map(kept.map((row) => [row.card_id, row.key_fingerprint]));
  expect(cardIds.map((id) => fingerprints.get(id))).toEqual(
    cardIds.map((_, index) => keyFingerprint(unlocked.fingerprintsKeys, key(index))),
  );
  expect(await lost()).toEqual([]);
  expect(await application.keys.destroyDataKey(system, { id: kek.id })).toEqual({ type: "DataKeyDestroyed" });
  expect(await lost()).toEqual([]);

  await application.keys.changeKek(system);
  const again = readKekFile(join(directory, "kek"), systemRandom);
  const later = await unlockKeys(at.database.transactions, { ...parts, provider: again.provider, adopted: again });
  expect(later.id).toBe(unlocked.id);
  expect(later.fingerprintsChallenges).toEqual(kek.fingerprintsChallenges);
  expect(await lost()).toEqual([]);
});

/** Takes the later tables away and fills the first ones as the first version did. @returns a sealed challenge of then */
async function asOfOld({ id, sealsAdminKeys, sealsChallenges }: ReturnType<typeof createKekFile>): Promise<Uint8Array> {
  const { dataSource, transactions } = at.database;
  while ((await dataSource.query(`SELECT count(*) AS n FROM "migrations"`))[0].n > 1)
    await dataSource.undoLastMigration();
  const now = new Date();
  await transactions.run(async (sql) => {
    await sql.run("INSERT INTO installation (id, mode, kek_id, created_at) VALUES (1, 'production', ?, ?)", [id, now]);
    await sql.run(
      "INSERT INTO card_profiles (id, name, name_key, description, card_type, version, changed_at) VALUES ('p', 'P', 'p', '', 'piv-9b-aes128', 1, ?)",
      [now],
    );
    for (const [index, cardId] of cardIds.entries()) {
      await sql.run(
        "INSERT INTO cards (id, serial_number, serial_reversed, label, state, profile_id, created_at, version) VALUES (?, ?, ?, 'Card', 'ACTIVE', 'p', ?, 1)",
        [cardId, cardId, cardId, now],
      );
      const bound = ["admin_keys", 1, cardId, 1, "AES-128", kcvOf(index), id] as const;
      const sealing = { key: sealsAdminKeys!, keyId: id, nonce: systemRandom.bytes(12), plaintext: key(index) };
      await sql.run(
        "INSERT INTO admin_keys (id, card_id, key_version, algorithm, sealed, kek_id, check_value, created_at) VALUES (?, ?, 1, 'AES-128', ?, ?, ?, ?)",
        [`key-${index}`, cardId, seal({ ...sealing, associatedData: bound }), id, kcvOf(index), now],
      );
    }
  });
  const bound = ["processes", 1, "process-1", "challenge"] as const;
  const sealing = { key: sealsChallenges, keyId: id, nonce: systemRandom.bytes(12) };
  return seal({ ...sealing, associatedData: bound, plaintext: fromHex("1603EBDF1C8A2E72") });
}

const kcvOf = (index: number) => cardKeyCheckValue(cardType, key(index));
