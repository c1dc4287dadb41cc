import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { composeApplication } from "../composition-root.ts";
import { entitiesFor } from "../entities.ts";
import { unlockKeys } from "../keys/data-keys/unlock-keys.ts";
import { createKekFile } from "../keys/kek-file.ts";
import { system } from "../platform/actor.ts";
import { systemClock } from "../platform/clock.ts";
import { openDatabase } from "../platform/data-source.ts";
import { installationRepository } from "../platform/installation.repository.ts";
import { systemRandom } from "../platform/random.ts";
import { aProfile } from "../test-support/builders.ts";

const rows = Number(process.env["UNLATCH_TEST_IMPORT_ROWS"] ?? 30_000);
const child = fileURLToPath(new URL("../test-support/importing-process.ts", import.meta.url));
const directory = mkdtempSync(join(tmpdir(), "unlatch-killed-import-"));
const [file, keyFile, csv] = ["unlatch.sqlite", "unlatch.key", "cards.csv"].map((name) => join(directory, name));
const parts = { clock: systemClock, random: systemRandom };
const site = { organisation: "", helpDesk: null, mode: "PRODUCTION", version: "", practiceCards: false } as const;
let profileId: string;
let importId: string;

function spreadsheetOf(count: number): string {
  const row = (index: number) => `KI-${index},${Buffer.from(systemRandom.bytes(24)).toString("hex")}\n`;
  return `serial,key\n${Array.from({ length: count }, (_, index) => row(index)).join("")}`;
}

/** Runs the process until it ends, or until it has said so many lines: then it is killed at once. */
function importing(words: readonly string[], killAfterLines = Infinity): Promise<string[]> {
  // With so small a heap an import that kept its rows would end for want of memory, and a lazy collector cannot pass for one.
  const options = ["--max-old-space-size=128", "--import", "@oxc-node/core/register"];
  const command = [...options, child, file ?? "", keyFile ?? "", csv ?? "", ...words];
  const process_ = spawn(process.execPath, command, { stdio: ["ignore", "pipe", "inherit"] });
  const said: string[] = [];
  process_.stdout.on("data", (chunk: Buffer) => {
    said.push(...chunk.toString().trim().split("\n"));
    if (said.length >= killAfterLines) process_.kill("SIGKILL");
  });
  return new Promise((resolve) => process_.once("exit", () => resolve(said)));
}

describe.runIf(inject("postgresServer") === null)("an import in a process of its own", () => {
  beforeAll(async () => {
    const { provider } = createKekFile(keyFile ?? "", systemRandom);
    const database = await openDatabase({ dialect: "sqlite", file: file ?? "" }, entitiesFor("sqlite"));
    await database.transactions.run((sql) =>
      installationRepository(sql).add({ mode: "production", kekId: provider.kekId, createdAt: new Date() }),
    );
    const kek = await unlockKeys(database.transactions, { ...parts, provider, adopted: null });
    const application = composeApplication({ database, kek, site, ...parts });
    profileId = (await aProfile(application, { cardType: "gids" })).id;
    const begun = await application.imports.startImport(system, { profileId, fileName: "cards.csv", settings: {} });
    importId = begun.type === "ImportStarted" ? begun.run.id : "";
    await database.close();
  });
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  test(
    "that is killed again and again goes on where it was and writes every card once",
    { timeout: 120_000 },
    async () => {
      writeFileSync(csv ?? "", spreadsheetOf(4200));
      const first = await importing(["run", importId], 2);
      expect(first.at(-1)).toMatch(/^(1000|1500|2000) /);
      await importing(["run", importId], 5);
      expect((await importing(["run", importId])).at(-1)).toBe("ImportFinished");
      const database = await openDatabase({ dialect: "sqlite", file: file ?? "" }, entitiesFor("sqlite"));
      const count = (text: string) => database.reader.row<{ n: number }>(`SELECT count(*) AS n FROM ${text}`);
      expect(await count("cards")).toEqual({ n: 4200 });
      expect(await count("admin_keys")).toEqual({ n: 4200 });
      expect(await count("audit_events WHERE action = 'import.importRows'")).toEqual({ n: 9 });
      const run = await database.reader.row("SELECT state, read_rows, new_cards, unchanged FROM import_runs");
      expect(run).toEqual({ state: "DONE", read_rows: 4200, new_cards: 4200, unchanged: 0 });
      await database.close();
    },
  );

  test.runIf(process.platform === "linux")(
    `of ${rows} rows takes no more memory than one of a few, and no more than 300 MB`,
    { timeout: 600_000 },
    async () => {
      writeFileSync(csv ?? "", spreadsheetOf(rows));
      const said = await importing(["preview", profileId]);
      expect(said.at(-1)).toBe("ImportPreviewed");
      const peaks = said.filter((line) => /^\d+ \d+$/.test(line)).map((line) => Number(line.split(" ")[1]));
      expect(peaks).toHaveLength(rows / 500);
      expect(Math.max(...peaks)).toBeLessThanOrEqual(300);
    },
  );
});
