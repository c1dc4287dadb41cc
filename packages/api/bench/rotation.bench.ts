import "reflect-metadata";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { cardTypeNamed } from "@unlatch/core/challenge/card-types";
import { open, seal } from "@unlatch/core/keys/seal";
import Database from "better-sqlite3";
import { composeApplication } from "../src/composition-root.ts";
import { entitiesFor } from "../src/entities.ts";
import { createKekFile } from "../src/keys/index.ts";
import { system } from "../src/platform/actor.ts";
import { systemClock } from "../src/platform/clock.ts";
import { openDatabase } from "../src/platform/data-source.ts";
import { systemRandom } from "../src/platform/random.ts";

/**
 * Measures how fast admin keys are sealed anew, as `unlatch keys rotate` does it, beside a yardstick in the same run: the
 * bare cryptography and one prepared statement for each row, in one transaction that nobody could interrupt.
 * Run it with `node --import @oxc-node/core/register bench/rotation.bench.ts [keys]`.
 */
const count = Number(process.argv[2] ?? 100_000);
const cardType = cardTypeNamed("piv-9b-aes256");
const directory = await mkdtemp(join(tmpdir(), "unlatch-bench-"));
const file = join(directory, "unlatch.sqlite");
const parts = { clock: systemClock, random: systemRandom };
const kek = createKekFile(join(directory, "unlatch.key"), systemRandom);
const database = await openDatabase({ dialect: "sqlite", file }, entitiesFor("sqlite"));
const site = { organisation: "", helpDesk: null, mode: "PRODUCTION", version: "", practiceCards: false } as const;
const { keys, vault } = composeApplication({ database, kek, site, ...parts });

async function fill(): Promise<void> {
  const now = new Date();
  await database.transactions.run((sql) =>
    sql.run(
      "INSERT INTO card_profiles (id, name, name_key, description, card_type, version, changed_at) VALUES ('p', 'P', 'p', '', 'piv-9b-aes256', 1, ?)",
      [now],
    ),
  );
  for (let from = 0; from < count; from += 500) {
    await database.transactions.run(async (sql) => {
      for (let index = from; index < Math.min(count, from + 500); index += 1) {
        const id = systemRandom.id();
        await sql.run(
          "INSERT INTO cards (id, serial_number, serial_reversed, label, state, profile_id, created_at, version) VALUES (?, ?, ?, 'Card', 'ACTIVE', 'p', ?, 1)",
          [id, String(index), [...String(index)].reverse().join(""), now],
        );
        await vault.addAdminKey(sql, { cardId: id, cardType }, systemRandom.bytes(32));
      }
    });
  }
}

interface Timing {
  readonly seconds: number;
  /** Of the processor, which other work on the machine does not change. */
  readonly cpuSeconds: number;
}

async function timed(run: () => Promise<unknown>): Promise<Timing> {
  const [start, cpu] = [performance.now(), process.cpuUsage()];
  await run();
  const { user, system: kernel } = process.cpuUsage(cpu);
  return { seconds: (performance.now() - start) / 1000, cpuSeconds: (user + kernel) / 1_000_000 };
}

async function rotate(): Promise<void> {
  await keys.beginRotation(system);
  for (let next = await keys.rotateSome(); next?.state === "RUNNING";) next = await keys.rotateSome();
}

/** The same bytes under keys of its own: what is left when everything but the work itself is taken away. */
async function yardstick(): Promise<void> {
  const raw = new Database(file);
  raw.pragma("synchronous = FULL");
  raw.exec("CREATE TABLE yard (id varchar(36) PRIMARY KEY NOT NULL, sealed blob NOT NULL, key varchar(64) NOT NULL)");
  const [before, after] = [systemRandom.bytes(32), systemRandom.bytes(32)];
  const sealed = (key: Uint8Array, keyId: string, plaintext: Uint8Array, id: string) =>
    seal({ key, keyId, nonce: systemRandom.bytes(12), associatedData: ["yard", 1, id, keyId], plaintext });
  const add = raw.prepare("INSERT INTO yard VALUES (?, ?, 'before')");
  raw.transaction(() => {
    for (let index = 0; index < count; index += 1) {
      const id = systemRandom.id();
      add.run(id, Buffer.from(sealed(before, "before", systemRandom.bytes(32), id)));
    }
  })();
  const put = raw.prepare("UPDATE yard SET sealed = ?, key = 'after' WHERE id = ? AND key = 'before'");
  const all = raw.prepare("SELECT id, sealed FROM yard WHERE key = 'before' ORDER BY id LIMIT 500");
  const timing = await timed(async () =>
    raw.transaction(() => {
      for (let rows = all.all(); rows.length > 0; rows = all.all()) {
        for (const { id, sealed: envelope } of rows as { id: string; sealed: Buffer }[]) {
          const key = open({ key: before, associatedData: ["yard", 1, id, "before"], envelope });
          put.run(Buffer.from(sealed(after, "after", key, id)), id);
        }
      }
    })(),
  );
  raw.close();
  line("yardstick: one transaction, bare statements", timing);
}

function line(what: string, { seconds, cpuSeconds }: Timing): void {
  const perSecond = Math.round(count / seconds).toLocaleString("en-US");
  const minutes = (1_000_000 / (count / seconds) / 60).toFixed(1);
  const cpuMinutes = (1_000_000 / (count / cpuSeconds) / 60).toFixed(1);
  console.log(
    `${what.padEnd(46)}${perSecond.padStart(9)} keys/s  a million: ${minutes} minutes, ${cpuMinutes} of the processor`,
  );
}

try {
  console.log(`${count.toLocaleString("en-US")} admin keys on SQLite`);
  line("sealed for the first time", await timed(fill));
  line("sealed anew, in batches of 500", await timed(rotate));
  await yardstick();
} finally {
  await database.close();
  await rm(directory, { recursive: true, force: true });
}
