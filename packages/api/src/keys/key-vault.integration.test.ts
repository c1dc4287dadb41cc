import { cardTypeNamed } from "@unlatch/core/challenge/card-types";
import { fromHex, toHex } from "@unlatch/core/bytes";
import { respond } from "@unlatch/core/challenge/respond";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { systemRandom } from "../platform/random.ts";
import { systemClock } from "../platform/clock.ts";
import { type TestDatabase, testDatabase } from "../test-support/test-database.ts";
import { createKekFile } from "./kek-file.ts";
import { type KeyVault, makeKeyVault } from "./key-vault.ts";

const cardType = cardTypeNamed("piv-9b-aes128");
const key = () => fromHex("A3F1C5D20E7B49688D1F26B05CE93A74");
let at: TestDatabase;
let directory: string;
let vault: KeyVault;

beforeAll(async () => {
  at = await testDatabase();
  directory = await mkdtemp(join(tmpdir(), "unlatch-keys-"));
  vault = makeKeyVault({
    kek: createKekFile(join(directory, "kek"), systemRandom),
    clock: systemClock,
    random: systemRandom,
  });
  const now = new Date();
  await at.database.transactions.run(async (sql) => {
    await sql.run(
      "INSERT INTO card_profiles (id, name, name_key, description, card_type, version, changed_at) VALUES ('p', 'P', 'p', '', 'piv-9b-aes128', 1, ?)",
      [now],
    );
    for (const id of ["one", "two", "none"]) {
      await sql.run(
        "INSERT INTO cards (id, serial_number, serial_reversed, label, state, profile_id, created_at, version) VALUES (?, ?, ?, 'Card', 'ACTIVE', 'p', ?, 1)",
        [id, id, id, now],
      );
    }
    await vault.addAdminKey(sql, { cardId: "one", cardType }, key());
    await vault.addAdminKey(sql, { cardId: "two", cardType }, fromHex("00112233445566778899AABBCCDDEEFF"));
  });
});
afterAll(async () => {
  await at.remove();
  await rm(directory, { recursive: true });
});

const use = (cardId: string, otherVault = vault) =>
  otherVault.withAdminKey(at.database.reader, { cardId, cardType }, (lent) => toHex(lent));

describe("a card's admin key", () => {
  test("is lent to the callback as it was given, and wiped after", async () => {
    let lent: Uint8Array | null = null;
    const used = await vault.withAdminKey(at.database.reader, { cardId: "one", cardType }, (given) => {
      lent = given;
      return toHex(respond(cardType, given, fromHex("1603EBDF1C8A2E727F0C5A93E14B28D6")));
    });
    expect(used).toEqual({ type: "KeyUsed", value: "2E563EBE6C0781A605905E42F1D94977" });
    expect(lent).toEqual(new Uint8Array(16));
  });

  test("is nowhere in clear in the database", async () => {
    const rows = await at.database.reader.rows<{ sealed: Uint8Array }>("SELECT * FROM admin_keys");
    const text = rows.map((row) => toHex(row.sealed) + JSON.stringify(row)).join();
    expect(rows).toHaveLength(2);
    expect(text).not.toMatch(/A3F1C5D20E7B4968/i);
  });

  test("that is missing is a trouble, not a fault", async () => {
    expect(await use("none")).toEqual({ type: "KeyTroubled", cause: "MISSING" });
  });

  test("moved to another card's row does not open", async () => {
    await swapped(async () => {
      expect(await use("one")).toEqual({ type: "KeyTroubled", cause: "SEAL_BROKEN" });
      expect(await use("two")).toEqual({ type: "KeyTroubled", cause: "SEAL_BROKEN" });
    });
    expect((await use("one")).type).toBe("KeyUsed");
  });

  test("sealed under another key-encryption key is a trouble that says so", async () => {
    const other = createKekFile(join(directory, "other"), systemRandom);
    const otherVault = makeKeyVault({ kek: other, clock: systemClock, random: systemRandom });
    expect(await use("one", otherVault)).toEqual({ type: "KeyTroubled", cause: "SEALED_UNDER_ANOTHER_KEY" });
  });

  test("does not open with any one bit of its envelope turned", async () => {
    const row = await at.database.reader.row<{ sealed: Uint8Array }>(
      "SELECT sealed FROM admin_keys WHERE card_id = 'one'",
    );
    const sealed = new Uint8Array(row?.sealed ?? []);
    const opened: number[] = [];
    for (let bit = 0; bit < sealed.length * 8; bit += 7) {
      const turned = Uint8Array.from(sealed);
      turned[bit >> 3] = (turned[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      await putSealed("one", turned);
      if ((await use("one")).type === "KeyUsed") opened.push(bit);
    }
    await putSealed("one", sealed);
    expect(opened).toEqual([]);
    expect((await use("one")).type).toBe("KeyUsed");
  });

  test("is replaced by its next version", async () => {
    await at.database.transactions.run((sql) => vault.addAdminKey(sql, { cardId: "two", cardType }, key()));
    expect(await use("two")).toEqual({ type: "KeyUsed", value: toHex(key()) });
  });

  test("of a length its card type does not take is refused without being told", async () => {
    const short = at.database.transactions.run((sql) =>
      vault.addAdminKey(sql, { cardId: "one", cardType }, fromHex("A3F1")),
    );
    await expect(short).rejects.toThrow("key: expected 16 bytes for piv-9b-aes128, got 2");
  });
});

test("a challenge's fingerprint tells one card from another and the challenge from nothing else", () => {
  const challenge = fromHex("1603EBDF1C8A2E72");
  expect(vault.fingerprintOf("one", challenge)).toBe(vault.fingerprintOf("one", fromHex("1603EBDF1C8A2E72")));
  expect(vault.fingerprintOf("one", challenge)).not.toBe(vault.fingerprintOf("two", challenge));
  expect(vault.fingerprintOf("one", challenge)).toMatch(/^[0-9a-f]{64}$/);
});

test("a sealed challenge opens for its own process only", () => {
  const sealed = vault.sealChallenge("process-1", fromHex("1603EBDF1C8A2E72"));
  expect(toHex(vault.openChallenge("process-1", sealed))).toBe("1603EBDF1C8A2E72");
  expect(() => vault.openChallenge("process-2", sealed)).toThrow();
});

const putSealed = (cardId: string, sealed: Uint8Array) =>
  at.database.transactions.run((sql) =>
    sql.run("UPDATE admin_keys SET sealed = ? WHERE card_id = ?", [sealed, cardId]),
  );

async function swapped(during: () => Promise<void>): Promise<void> {
  const rows = await at.database.reader.rows<{ card_id: string; sealed: Uint8Array }>(
    "SELECT card_id, sealed FROM admin_keys",
  );
  const [one, two] = ["one", "two"].map((id) => rows.find((row) => row.card_id === id)?.sealed as Uint8Array);
  await putSealed("one", two as Uint8Array);
  await putSealed("two", one as Uint8Array);
  await during();
  await putSealed("one", one as Uint8Array);
  await putSealed("two", two as Uint8Array);
}
