import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { accessObjects } from "./test-support/access-matrix/access-objects.ts";
import { nothing } from "./test-support/access-matrix/access-columns.ts";
import { aUser } from "./test-support/builders.ts";
import { isSameInTime, timesOf } from "./test-support/same-in-time.ts";
import { type Caller, type TestApi, testApi } from "./test-support/test-api.ts";

const samples = 1000;
const attempts = 5;
let api: TestApi;
let person: Caller;
const ids: Record<string, string> = {};
beforeAll(async () => {
  api = await testApi();
  const objects = await accessObjects(api);
  ids["card"] = objects.otherCard;
  ids["process"] = await objects.process(objects.other);
  person = await api.as(await aUser(api.application));
});
afterAll(() => api.remove());

const asked: Readonly<Record<string, (id: string) => string>> = {
  card: (id) => `{ card(id: "${id}") { id } }`,
  process: (id) => `{ process(id: "${id}") { id } }`,
  "a process to start": (id) =>
    `mutation { startProcess(input: { cardId: "${id}", process: "CardsSelfServiceProcUnblockPINOffline" }) { __typename } }`,
  "a response to show": (id) => `mutation { showResponse(input: { processId: "${id}" }) { __typename } }`,
};
const idFor = (place: string) => ids[/process to start|card/.test(place) ? "card" : "process"] ?? "";

describe("takes as long for what is somebody else's as for what is not there", () => {
  test.each(Object.entries(asked))("%s", { timeout: 300_000 }, async (place, document) => {
    const ask = (id: string) => () => person.graphql(document(id));
    await timesOf([ask(idFor(place)), ask(nothing)], 100);
    const told: string[] = [];
    let isSame = false;
    // A machine that does something else meanwhile makes two equal things look different; never the other way round.
    for (let attempt = 0; attempt < attempts && !isSame; attempt += 1) {
      const times = await timesOf([ask(idFor(place)), ask(nothing)], samples);
      told.push(JSON.stringify(times));
      isSame = isSameInTime(times);
    }
    process.stdout.write(`${place}: ${told.at(-1)}\n`);
    expect(isSame, told.join("\n")).toBe(true);
  });
});

test("the comparison notices a difference of a third", async () => {
  const busy = (us: number) => async () => {
    const start = process.hrtime.bigint();
    while (Number(process.hrtime.bigint() - start) < us * 1000);
  };
  expect(isSameInTime(await timesOf([busy(200), busy(260)], 300))).toBe(false);
});
