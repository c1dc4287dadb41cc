import "reflect-metadata";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import Database from "better-sqlite3";
import { cardsReadModel } from "../src/cards/cards.read-model.ts";
import { entitiesFor } from "../src/entities.ts";
import { openDatabase } from "../src/platform/data-source.ts";
import { fillWithCards } from "./fill-with-cards.ts";

/**
 * Measures the list of cards on a million rows of SQLite beside a yardstick in the same run: a bare prepared statement
 * that reads a page by its key. Run it with `node --import @oxc-node/core/register bench/card-list.bench.ts [cards]`.
 */
const cards = Number(process.argv[2] ?? 1_000_000);
const rounds = 300;
const directory = await mkdtemp(join(tmpdir(), "unlatch-bench-"));
const file = join(directory, "unlatch.sqlite");
const database = await openDatabase({ dialect: "sqlite", file }, entitiesFor("sqlite"));
const raw = new Database(file);

interface Timing {
  readonly p50: number;
  readonly p99: number;
}

async function measured(ask: (round: number) => unknown): Promise<Timing> {
  for (let round = 0; round < 20; round += 1) await ask(round);
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const start = performance.now();
    await ask(round);
    times.push(performance.now() - start);
  }
  times.sort((a, b) => a - b);
  return { p50: times[Math.floor(rounds * 0.5)]!, p99: times[Math.floor(rounds * 0.99)]! };
}

try {
  const filled = performance.now();
  const { profileIds, serialAt, nameOfUser } = fillWithCards(raw, cards);
  console.log(`${cards} cards in ${((performance.now() - filled) / 1000).toFixed(1)} s\n`);

  const read = cardsReadModel(database.reader);
  const yard = raw.prepare("SELECT * FROM cards WHERE serial_number > ? ORDER BY serial_number LIMIT 51");
  const somewhere = (round: number) => serialAt((round * 7919 * 131) % cards);
  const cursor = (serial: string) => Buffer.from(JSON.stringify([serial])).toString("base64url");
  const first = 50;

  const yardstick = await measured((round) => yard.all(somewhere(round)));
  const questions: Record<string, (round: number) => Promise<unknown>> = {
    "first page": () => read.list({ first }),
    "deep page": (round) => read.list({ first, after: cursor(somewhere(round)) }),
    "one state": (round) => read.list({ first, state: "LOCKED", after: cursor(somewhere(round)) }),
    "one profile and a rare state": (round) =>
      read.list({ first, profileId: profileIds[round % 3]!, state: "EXPIRED" }),
    "search: whole serial number": (round) => read.list({ first, search: somewhere(round) }),
    "search: beginning of a serial number": (round) => read.list({ first, search: somewhere(round).slice(0, 5) }),
    "search: last four digits": (round) => read.list({ first, search: somewhere(round).slice(-4) }),
    "search: last three digits": (round) => read.list({ first, search: somewhere(round).slice(-3) }),
    "search: a holder's name": (round) => read.list({ first, search: nameOfUser((round * 7919) % (cards / 2)) }),
    "search: two letters that fit many": (round) => read.list({ first, search: ["ma", "jo", "an"][round % 3]! }),
    "search with a filter": (round) => read.list({ first, search: somewhere(round).slice(-3), state: "LOCKED" }),
    "count of all": async () => (await read.list({ first: 1 })).totalCount(),
    "count of a search": async (round) =>
      (await read.list({ first: 1, search: somewhere(round).slice(-3) })).totalCount(),
    "cards of one holder": (round) => read.heldBy(`user-${(round * 7919) % (cards / 2)}`, { first: 20 }),
  };
  const line = (name: string, { p50, p99 }: Timing) => {
    const ratio = name === "yardstick" ? "" : `${(p50 / yardstick.p50).toFixed(1)} ×`;
    console.log(`${name.padEnd(38)}${p50.toFixed(3).padStart(9)}${p99.toFixed(3).padStart(9)}${ratio.padStart(12)}`);
  };
  console.log(`${"milliseconds".padEnd(38)}${"p50".padStart(9)}${"p99".padStart(9)}${"to yardstick".padStart(14)}`);
  line("yardstick", yardstick);
  for (const [name, ask] of Object.entries(questions)) line(name, await measured(ask));
} finally {
  raw.close();
  await database.close();
  await rm(directory, { recursive: true, force: true });
}
