import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { toHex } from "@unlatch/core/bytes";
import { cardTypeNamed } from "@unlatch/core/challenge/card-types";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { composeApplication } from "../../composition-root.ts";
import { entitiesFor } from "../../entities.ts";
import { systemClock } from "../../platform/clock.ts";
import { openDatabase } from "../../platform/data-source.ts";
import { installationRepository } from "../../platform/installation.repository.ts";
import { systemRandom } from "../../platform/random.ts";
import { aCard, aProfile, type BuiltCard } from "../../test-support/builders.ts";
import { createKekFile, readKekFile } from "../kek-file.ts";
import { settleKeyFile } from "../providers/file-provider.ts";
import { unlockKeys } from "./index.ts";

const kills = Number(process.env["UNLATCH_TEST_KILLS"] ?? 50);
const cardType = cardTypeNamed("piv-9b-aes256");
const child = fileURLToPath(new URL("../../test-support/rotating-process.ts", import.meta.url));
const parts = { clock: systemClock, random: systemRandom };
const site = { organisation: "", helpDesk: null, mode: "PRODUCTION", version: "", practiceCards: false } as const;

let directory: string;
let file: string;
let keyFile: string;
let cards: BuiltCard[];

/** Opens the installation as a server would after a crash. */
async function opened() {
  const database = await openDatabase({ dialect: "sqlite", file }, entitiesFor("sqlite"));
  const installation = await installationRepository(database.reader).find();
  if (installation) settleKeyFile(keyFile, installation.kekId);
  const { provider } = readKekFile(keyFile, systemRandom);
  expect(provider.kekId).toBe(installation?.kekId ?? provider.kekId);
  const kek = await unlockKeys(database.transactions, { ...parts, provider, adopted: null });
  return { database, application: composeApplication({ database, kek, site, ...parts }) };
}

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), "unlatch-killed-"));
  [file, keyFile] = [join(directory, "unlatch.sqlite"), join(directory, "unlatch.key")];
  const { provider } = createKekFile(keyFile, systemRandom);
  const { database, application } = await opened();
  await database.transactions.run((sql) =>
    installationRepository(sql).add({ mode: "production", kekId: provider.kekId, createdAt: new Date() }),
  );
  const profile = await aProfile(application, { cardType: cardType.name });
  cards = [];
  for (let index = 0; index < 300; index += 1) cards.push(await aCard(application, { profile }));
  await database.close();
});
afterAll(() => rmSync(directory, { recursive: true }));

async function killedAfter(ms: number, rotations: number): Promise<void> {
  const command = ["--import", "@oxc-node/core/register", child, file, keyFile, String(rotations)];
  const started: ChildProcess = spawn(process.execPath, command, { stdio: ["ignore", "pipe", "inherit"] });
  const ended = new Promise<void>((resolve) => started.once("exit", () => resolve()));
  const begun = new Promise<void>((resolve) => started.stdout?.once("data", () => resolve()));
  await Promise.race([begun, ended]);
  expect(started.exitCode, "the process rotates until it is killed").toBeNull();
  await new Promise((resolve) => setTimeout(resolve, ms));
  expect(started.exitCode, "the process rotates until it is killed").toBeNull();
  started.kill("SIGKILL");
  await ended;
}

async function lostNow(): Promise<{ lost: string[]; state: string; kekId: string }> {
  const { database, application } = await opened();
  const lost: string[] = [];
  for (const { id, adminKey } of cards) {
    const use = await application.vault.withAdminKey(database.reader, { cardId: id, cardType }, (key) => toHex(key));
    if (use.type !== "KeyUsed" || use.value !== toHex(adminKey)) lost.push(id);
  }
  const rotation = await application.keys.newestRotation();
  const { kekId } = application.keys.provider;
  await database.close();
  return { lost, kekId, state: `${rotation?.state ?? "NONE"} ${rotation?.rowsDone ?? 0}` };
}

test.runIf(inject("postgresServer") === null)(
  `a rotation killed at ${kills} random points loses no key and goes on where it was`,
  async () => {
    const states = new Set<string>();
    const keks = new Set<string>();
    for (let kill = 0; kill < kills; kill += 1) {
      await killedAfter(Math.random() * 250, kill % 2 === 0 ? 1 : 3);
      const { lost, state, kekId } = await lostNow();
      expect(lost, `after kill ${kill + 1}`).toEqual([]);
      states.add(state);
      keks.add(kekId);
    }
    console.log(`${kills} kills met ${states.size} states of a rotation and ${keks.size} key-encryption keys`);
    expect(keks.size).toBeGreaterThan(Math.min(5, kills / 4));
    expect(states.size).toBeGreaterThan(Math.min(5, kills / 4));
    const { database, application } = await opened();
    while ((await application.keys.rotateSome()) !== null);
    const [row] = await database.reader.rows<{ n: number }>("SELECT count(DISTINCT data_key_id) AS n FROM admin_keys");
    expect(row?.n).toBe(1);
    await database.close();
    expect((await lostNow()).lost).toEqual([]);
  },
  600_000,
);
