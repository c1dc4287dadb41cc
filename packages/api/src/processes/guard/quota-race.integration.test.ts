import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { toHex } from "@unlatch/core/bytes";
import { unblockPinOffline } from "@unlatch/core/process/definitions";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Application, composeApplication } from "../../composition-root.ts";
import { entitiesFor } from "../../entities.ts";
import { makeBeginSession } from "../../identity/sessions/begin-session.ts";
import type { Person } from "../../platform/actor.ts";
import { createKekFile } from "../../keys/index.ts";
import { openDatabase } from "../../platform/data-source.ts";
import { systemRandom } from "../../platform/random.ts";
import { aCard, aProfile, aUser } from "../../test-support/builders.ts";
import { settableClock } from "../../test-support/settable-clock.ts";
import { testOrigin } from "../../test-support/test-api.ts";
import { type TestDatabase, testDatabase } from "../../test-support/test-database.ts";

/** On PostgreSQL each waits for the person's row in turn, so a usual run asks fewer times; set it to ask 10,000 times. */
const usually = process.env["UNLATCH_TEST_DATABASE"] === "postgres" ? 400 : 10_000;
const requests = Number(process.env["UNLATCH_RACE_REQUESTS"] ?? usually);
/** More would only wait for one of the pool's connections. */
const atOnce = 60;
const quotaOfPerson = 30;
const quotaOfCard = 5;
let at: TestDatabase;
/** On PostgreSQL two applications with connections of their own, as two replicas; SQLite has one. */
let replicas: Application[];
const closes: (() => Promise<void>)[] = [];

beforeAll(async () => {
  at = await testDatabase();
  const directory = mkdtempSync(join(tmpdir(), "unlatch-race-"));
  const kek = createKekFile(join(directory, "kek"), systemRandom);
  rmSync(directory, { recursive: true });
  const site = { organisation: "", helpDesk: null, mode: "PRODUCTION", version: "", practiceCards: false } as const;
  const parts = { kek, clock: settableClock().now, random: systemRandom, site };
  replicas = [composeApplication({ database: at.database, ...parts })];
  if (at.location.dialect === "postgres") {
    const second = await openDatabase(at.location, entitiesFor("postgres"));
    closes.push(() => second.close());
    replicas.push(composeApplication({ database: second, ...parts }));
  }
});
afterAll(async () => {
  for (const close of closes) await close();
  await at.remove();
});

const replicaOf = (number: number) => replicas[number % replicas.length] as Application;
const unblocking = unblockPinOffline.symbolicName;
const challenge = () => toHex(systemRandom.bytes(8));

async function started(application: Application, holder: Person, cardId: string): Promise<string> {
  const outcome = await application.processes.startProcess(holder, { cardId, process: unblocking });
  if (outcome.type === "ProcessStarted" || outcome.type === "ProcessAlreadyOpen") return outcome.process.id;
  throw new Error(`startProcess answered ${outcome.type}`);
}

async function aHolder(cards: number): Promise<{ holder: Person; cardIds: string[] }> {
  const [application] = replicas as [Application];
  const on = [{ state: "ACTIVE" as const, process: unblocking }];
  const profile = await aProfile(application, { cardType: "hid-crescendo-3des", on });
  const user = await aUser(application);
  const begin = makeBeginSession(application.clock, systemRandom);
  const origin = { ...testOrigin, provedWith: ["PASSWORD"] } as const;
  const { person: holder } = await application.unitOfWork.unaudited((sql) => begin(sql, user, origin));
  const cardIds: string[] = [];
  for (let index = 0; index < cards; index += 1) cardIds.push((await aCard(application, { profile, holder: user })).id);
  return { holder, cardIds };
}

const count = (outcomes: readonly string[], wanted: string) => outcomes.filter((outcome) => outcome === wanted).length;
const releases = async (column: string, id: string) =>
  Number(
    (await at.database.reader.row<{ n: unknown }>(`SELECT count(*) AS n FROM card_releases WHERE ${column} = ?`, [id]))
      ?.n,
  );

test(`${requests} requests at the edge of a person's quota release exactly ${quotaOfPerson} responses`, async () => {
  const { holder, cardIds } = await aHolder(40);
  const processes = await Promise.all(cardIds.map((cardId, index) => started(replicaOf(index), holder, cardId)));
  const outcomes: string[] = [];
  let next = 0;
  const worker = async () => {
    for (let index = (next += 1); index <= requests; index = next += 1) {
      const processId = processes[index % processes.length] ?? "";
      const given = { processId, challenge: challenge() };
      outcomes.push((await replicaOf(index).processes.submitChallenge(holder, given)).type);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  expect(count(outcomes, "ChallengeAnswered")).toBe(quotaOfPerson);
  expect(
    count(outcomes, "ChallengeAnswered") +
      count(outcomes, "QuotaExhausted") +
      count(outcomes, "ChallengeAlreadyAnswered"),
  ).toBe(requests);
  expect(await releases("person_id", holder.userId)).toBe(quotaOfPerson);
}, 600_000);

test(`people who start, ask and cancel on one card side by side get exactly ${quotaOfCard} responses of it`, async () => {
  const { holder, cardIds } = await aHolder(1);
  const [cardId] = cardIds as [string];
  const outcomes: string[] = [];
  const worker = async (index: number) => {
    for (let times = 0; times < 10; times += 1) {
      const application = replicaOf(index + times);
      const processId = await started(application, holder, cardId);
      const given = { processId, challenge: challenge() };
      outcomes.push((await application.processes.submitChallenge(holder, given)).type);
      await application.processes.cancelProcess(holder, { processId });
    }
  };
  await Promise.all(Array.from({ length: 10 }, (_, index) => worker(index)));
  expect(count(outcomes, "ChallengeAnswered")).toBe(quotaOfCard);
  expect(await releases("card_id", cardId)).toBe(quotaOfCard);
  const guard = await at.database.reader.row<{ released_since_success: unknown; released_in_all: unknown }>(
    "SELECT released_since_success, released_in_all FROM card_guards WHERE card_id = ?",
    [cardId],
  );
  expect([Number(guard?.released_since_success), Number(guard?.released_in_all)]).toEqual([quotaOfCard, quotaOfCard]);
}, 600_000);
