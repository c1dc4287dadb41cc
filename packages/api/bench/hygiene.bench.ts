import "reflect-metadata";
import { createHmac } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { monitorEventLoopDelay, performance } from "node:perf_hooks";
import Database from "better-sqlite3";
import { entitiesFor } from "../src/entities.ts";
import { makeHygieneCards } from "../src/hygiene/hygiene-cards.read-model.ts";
import { hygieneFindings } from "../src/hygiene/hygiene-finding.ts";
import { makeKeyHygiene } from "../src/hygiene/key-hygiene.ts";
import { openDatabase } from "../src/platform/data-source.ts";
import { fillWithCards } from "./fill-with-cards.ts";

/**
 * Measures the count of key hygiene on a million cards of SQLite beside a yardstick in the same run, a bare count of all
 * keys, and the longest time for which it holds up the server. Run it with
 * `node --import @oxc-node/core/register bench/hygiene.bench.ts [cards]`.
 */
const cards = Number(process.argv[2] ?? 1_000_000);
const directory = await mkdtemp(join(tmpdir(), "unlatch-bench-"));
const file = join(directory, "unlatch.sqlite");
const database = await openDatabase({ dialect: "sqlite", file }, entitiesFor("sqlite"));
const raw = new Database(file);

function fillWithKeys(profileIds: readonly string[]): void {
  const fingerprint = (value: string) => createHmac("sha256", "bench").update(value).digest("hex");
  raw.pragma("foreign_keys = OFF");
  // Profiles are only read by the identifiers that they really have.
  for (const [index, id] of profileIds.entries()) {
    const real = `00000000-0000-4000-8000-00000000000${index}`;
    raw.prepare("UPDATE cards SET profile_id = ? WHERE profile_id = ?").run(real, id);
    raw.prepare("UPDATE card_profiles SET id = ? WHERE id = ?").run(real, id);
  }
  const key = raw.prepare(
    `INSERT INTO admin_keys (id, card_id, key_version, algorithm, sealed, data_key_id, check_value, created_at, key_fingerprint)
     VALUES (?, ?, 1, '3DES', x'00', 'bench', 'ABCDEF', '2025-11-24T09:00:00.000Z', ?)`,
  );
  raw.transaction(() => {
    // Every hundredth card has a key that another one has too; every thousandth has none.
    for (let index = 0; index < cards; index += 1) {
      if (index % 1000 === 999) continue;
      const value = index % 100 === 0 ? `shared ${Math.floor(index / 1000)}` : `own ${index}`;
      key.run(`key-${index}`, `card-${index}`, fingerprint(value));
    }
  })();
}

async function seconds(run: () => unknown): Promise<string> {
  const start = performance.now();
  await run();
  return `${((performance.now() - start) / 1000).toFixed(2).padStart(8)} s`;
}

try {
  fillWithKeys(fillWithCards(raw, cards).profileIds);
  const hygiene = makeKeyHygiene({
    reader: database.reader,
    clock: () => new Date("2026-11-24T09:00:00Z"),
    fingerprintOf: (key) => createHmac("sha256", "bench").update(key).digest("hex"),
  });
  const yardstick = await seconds(() => raw.prepare("SELECT count(*), min(sealed) FROM admin_keys").get());
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const taken = await seconds(hygiene);
  delay.disable();
  console.log(`${cards} cards\nyardstick, all keys read once  ${yardstick}\nreport                         ${taken}`);
  console.log(`longest hold-up of others      ${(delay.max / 1e6).toFixed(0).padStart(8)} ms`);
  const list = makeHygieneCards({ reader: database.reader, hygiene });
  for (const finding of hygieneFindings) {
    console.log(`first page of ${finding.padEnd(24)}${await seconds(() => list({ finding, first: 50 }))}`);
  }
  console.log(`memory                         ${(process.memoryUsage().rss / 1e6).toFixed(0).padStart(8)} MB`);
} finally {
  raw.close();
  await database.close();
  await rm(directory, { recursive: true, force: true });
}
