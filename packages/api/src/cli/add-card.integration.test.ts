import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { toHex } from "@unlatch/core/bytes";
import { cardTypeNamed } from "@unlatch/core/challenge/card-types";
import { respond } from "@unlatch/core/challenge/respond";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Application, composeApplication } from "../composition-root.ts";
import { createKekFile } from "../keys/index.ts";
import { system } from "../platform/actor.ts";
import { systemClock } from "../platform/clock.ts";
import { systemRandom } from "../platform/random.ts";
import { type TestDatabase, testDatabase } from "../test-support/test-database.ts";
import { addCardCommand } from "./add-card.ts";
import { readSecret } from "./read-secret.ts";

const key = "0102030405060708 1112131415161718 2122232425262728";
const minidriver = cardTypeNamed("minidriver-3des");
let place: TestDatabase;
let directory: string;
let application: Application;

beforeAll(async () => {
  place = await testDatabase();
  directory = mkdtempSync(join(tmpdir(), "unlatch-cli-"));
  const kek = createKekFile(join(directory, "kek"), systemRandom);
  const site = { organisation: "", helpDesk: null, mode: "PRODUCTION", version: "", practiceCards: false } as const;
  const { database } = place;
  application = composeApplication({ database, kek, clock: systemClock, random: systemRandom, site });
  const profile = { name: "Staff card", description: "", cardType: "minidriver-3des", legacyReason: "Old cards" };
  await application.profiles.createCardProfile(system, profile);
  const holder = { username: "maria", displayName: "Maria", role: "SELF_SERVICE_USER", password: null } as const;
  await application.addUser(system, holder);
});
afterAll(async () => {
  await place.remove();
  rmSync(directory, { recursive: true, force: true });
});

async function addCard(options: Record<string, string | null>, input: string): Promise<string> {
  const given = { serial: "4711", label: "Blue card", profile: "Staff card", holder: "maria", ...options };
  const words = Object.entries(given).flatMap(([name, value]) => (value === null ? [] : [`--${name}`, value]));
  const said: string[] = [];
  await addCardCommand.run({
    parts: [...words, "--admin-key-stdin"],
    application,
    readSecret: () => readSecret(Readable.from([Buffer.from(input)])),
    say: (line) => said.push(line),
    progress: () => undefined,
    providerOf: () => Promise.reject(new Error("nobody asks")),
    fileOf: () => {
      throw new Error("nobody asks");
    },
    siteOrigin: "http://localhost:4000",
  });
  return said.join("\n");
}

const rowOf = (serial: string) =>
  place.database.reader.row<{ id: string; state: string; holder_id: string | null; label: string }>(
    "SELECT * FROM cards WHERE serial_number = ?",
    [serial],
  );

test("adds an active card whose sealed key answers like the one that was given", async () => {
  expect(await addCard({ serial: "0012 4821" }, `${key}\n`)).toMatch(
    /^Card 00124821 is added \(ACTIVE, KCV [0-9A-F]{6} \(zeros enciphered\)\)\.$/,
  );
  const card = await rowOf("00124821");
  expect(card).toMatchObject({ state: "ACTIVE", label: "Blue card" });
  expect(card?.holder_id).not.toBeNull();
  const challenge = Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8);
  const { reader } = place.database;
  const use = await application.vault.withAdminKey(reader, { cardId: card!.id, cardType: minidriver }, (lent) =>
    toHex(respond(minidriver, lent, challenge)),
  );
  const plain = new Uint8Array(Buffer.from(key.replaceAll(" ", ""), "hex"));
  expect(use).toEqual({ type: "KeyUsed", value: toHex(respond(minidriver, plain, challenge)) });
});

test("names the check value of an AES key by its own convention", async () => {
  const profile = { name: "AES card", description: "", cardType: "hid-crescendo-aes", legacyReason: null };
  await application.profiles.createCardProfile(system, profile);
  expect(await addCard({ serial: "S-AES", profile: "AES card" }, "00112233445566778899AABBCCDDEEFF")).toMatch(
    /^Card S-AES is added \(ACTIVE, KCV [0-9A-F]{6} \(CMAC\)\)\.$/,
  );
});

test("adds a card in another state that nobody holds yet", async () => {
  await addCard({ serial: "S-2", holder: null, state: "registered" }, key);
  expect(await rowOf("S-2")).toMatchObject({ state: "REGISTERED", holder_id: null });
});

test("is audited as done by the server itself, without the key", async () => {
  await addCard({ serial: "S-3" }, key);
  const entries = await place.database.reader.rows<Record<string, unknown>>(
    "SELECT * FROM audit_events WHERE serial_number = 'S-3'",
  );
  expect(entries).toHaveLength(1);
  expect(entries[0]).toMatchObject({ outcome: "CardAdded", actor_name: "system" });
  expect(JSON.stringify(entries)).not.toMatch(/0102030405060708/i);
});

test.each([
  ["SerialNumberTaken", { serial: "S-4" }, key, "There is a card with the serial number S-4 already."],
  ["SerialNumberUnreadable", { serial: "S!4" }, key, "--serial must have 1 to 64 characters"],
  ["LabelUnusable", { label: "L".repeat(201) }, key, "--label must have 1 to 200 characters."],
  ["CardProfileUnknown", { profile: "Guest card" }, key, "There is no card profile Guest card."],
  ["HolderUnknown", { holder: "nobody" }, key, "There is no user nobody."],
  ["AdminKeyWrongLength", {}, "0102030405060708", "The admin key has 8 bytes. Cards of this profile take 16 or 24."],
  ["an unknown state", { state: "BLOCKED" }, key, "--state must be one of: REGISTERED"],
  ["a missing option", { serial: null }, key, "--serial is missing."],
  ["no key", {}, "", "There is nothing on standard input."],
  ["a key that is none", {}, "not a key", "The admin key must only include 0 to 9 and A to F."],
] as const)("refuses %s in one line", async (_, options, input, line) => {
  if (options !== undefined && "serial" in options && options.serial === "S-4") await addCard(options, key);
  const refusal: unknown = await addCard(options, input).catch((fault: unknown) => fault);
  expect(refusal).toMatchObject({ name: "CommandRefused", message: expect.stringContaining(line) as string });
  expect(String(refusal)).not.toMatch(/0102030405060708|not a key/);
});
