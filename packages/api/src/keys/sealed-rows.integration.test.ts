import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { toHex } from "@unlatch/core/bytes";
import { cardTypeNamed } from "@unlatch/core/challenge/card-types";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { systemClock } from "../platform/clock.ts";
import { systemRandom } from "../platform/random.ts";
import type { Sql } from "../platform/sql.ts";
import { type TestDatabase, testDatabase } from "../test-support/test-database.ts";
import { adminKeyRepository, type SealedAdminKey } from "./admin-key.repository.ts";
import { adminKeySeals, type AdminKeySeals } from "./admin-key-seals.ts";
import { makeKeyring } from "./data-keys/index.ts";
import { createKekFile } from "./kek-file.ts";
import { makeKeyVault, type KeyVault } from "./key-vault.ts";

const cardType = cardTypeNamed("minidriver-3des");
const cardIds = Array.from({ length: 50 }, (_, index) => `card-${index}`);
const keys = cardIds.map(() => systemRandom.bytes(24));

let at: TestDatabase;
let directory: string;
let vault: KeyVault;
let seals: AdminKeySeals;
let rows: SealedAdminKey[];

beforeAll(async () => {
  at = await testDatabase();
  directory = mkdtempSync(join(tmpdir(), "unlatch-rows-"));
  const parts = {
    kek: createKekFile(join(directory, "kek"), systemRandom),
    clock: systemClock,
    random: systemRandom,
  };
  const keyring = makeKeyring(parts);
  vault = makeKeyVault({ ...parts, keyring });
  seals = adminKeySeals({ keyring, token: null, random: systemRandom });
  await at.database.transactions.run(async (sql) => {
    const now = new Date();
    await sql.run(
      "INSERT INTO card_profiles (id, name, name_key, description, card_type, version, changed_at) VALUES ('p', 'P', 'p', '', 'minidriver-3des', 1, ?)",
      [now],
    );
    for (const [index, id] of cardIds.entries()) {
      await sql.run(
        "INSERT INTO cards (id, serial_number, serial_reversed, label, state, profile_id, created_at, version) VALUES (?, ?, ?, 'Card', 'ACTIVE', 'p', ?, 1)",
        [id, id, id, now],
      );
      await vault.addAdminKey(sql, { cardId: id, cardType }, keys[index] as Uint8Array);
    }
  });
  rows = await Promise.all(cardIds.map(async (id) => (await adminKeyRepository(at.database.reader).newestOf(id))!));
});
afterAll(async () => {
  await at.remove();
  rmSync(directory, { recursive: true });
});

const opens = (sql: Sql, row: SealedAdminKey) => seals.open(sql, row).then(({ type }) => type === "Opened");

describe("a sealed row", () => {
  test("does not open with any bit of its envelope turned, and no other card is touched", async () => {
    const row = rows[7]!;
    const bits = row.sealed.length * 8;
    let opened = 0;
    for (let bit = 0; bit < bits; bit += 1) {
      const sealed = Uint8Array.from(row.sealed);
      sealed[bit >> 3] = (sealed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      if (await opens(at.database.reader, { ...row, sealed })) opened += 1;
    }
    expect(bits).toBeGreaterThan(700);
    expect(opened).toBe(0);
    expect(await opens(at.database.reader, row)).toBe(true);
  });

  test("does not open with any column altered that it is bound to", async () => {
    const row = rows[11]!;
    const altered: Partial<SealedAdminKey>[] = [
      { cardId: "card-12" },
      { keyVersion: 2 },
      { algorithm: "AES-192" },
      { checkValue: "000000" },
      { tokenKeyId: "p11-cards-0011223344556677" },
      { dataKeyId: "another" },
    ];
    for (const change of altered) {
      expect(await opens(at.database.reader, { ...row, ...change }), JSON.stringify(change)).toBe(false);
    }
  });

  test("does not open in any other row: all 2,450 ordered pairs of 50", async () => {
    let tried = 0;
    let opened = 0;
    for (const from of rows) {
      for (const into of rows) {
        if (from === into) continue;
        tried += 1;
        if (await opens(at.database.reader, { ...into, sealed: from.sealed })) opened += 1;
      }
    }
    expect({ tried, opened }).toEqual({ tried: 2450, opened: 0 });
  });

  test("that was swapped in the database stops its two cards and nobody else's", async () => {
    const put = (cardId: string, sealed: Uint8Array) =>
      at.database.transactions.run((sql) =>
        sql.run("UPDATE admin_keys SET sealed = ? WHERE card_id = ?", [sealed, cardId]),
      );
    await put("card-3", rows[4]!.sealed);
    await put("card-4", rows[3]!.sealed);
    const stopped: string[] = [];
    for (const [index, cardId] of cardIds.entries()) {
      const use = await vault.withAdminKey(at.database.reader, { cardId, cardType }, (key) => toHex(key));
      if (use.type === "KeyTroubled") stopped.push(`${cardId} ${use.cause}`);
      else expect(use.value).toBe(toHex(keys[index] as Uint8Array));
    }
    await put("card-3", rows[3]!.sealed);
    await put("card-4", rows[4]!.sealed);
    expect(stopped).toEqual(["card-3 SEAL_BROKEN", "card-4 SEAL_BROKEN"]);
  });
});
