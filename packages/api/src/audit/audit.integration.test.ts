import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Actor, system } from "../platform/actor.ts";
import type { Sql } from "../platform/sql.ts";
import type { AuditSubject, Outcome } from "../platform/unit-of-work.ts";
import { personOf, type UserRecord } from "../identity/index.ts";
import { aCard, aProfile, aUser, type BuiltCard } from "../test-support/builders.ts";
import { type Caller, type TestApi, testApi } from "../test-support/test-api.ts";

let api: TestApi;
let auditor: Caller;
let ada: UserRecord;
let card: BuiltCard;
beforeAll(async () => {
  api = await testApi();
  auditor = await api.as(await aUser(api.application, { role: "AUDITOR" }));
  ada = await aUser(api.application, { username: "ada.lund", displayName: "Countess Lovelace" });
  card = await aCard(api.application, { profile: await aProfile(api.application), serialNumber: "9900887766554433" });
  const onCard = { cardId: card.id, serialNumber: card.serialNumber };
  await act("process.start", { ...onCard, processId: "p-1", reference: "UB-7K3M-92" });
  api.clock.forward(60_000);
  await act("process.submitChallenge", { ...onCard, reference: "UB-7K3M-92" }, "CardNotActive");
  api.clock.forward(60_000);
  await act(
    "profile.enableProcess",
    { profileName: "Staff", facts: { state: "ACTIVE", process: "X" } },
    "Done",
    system,
  );
  await act("process.start", { serialNumber: "9900111122223333" });
});
afterAll(() => api.remove());

const act = (name: string, subject: AuditSubject, outcome = "Done", actor: Actor = personOf(ada)) =>
  api.application.unitOfWork.audited({ name, success: "Done" }, actor, async ({ concerns }) => {
    concerns(subject);
    return { type: outcome };
  });
const ask = async (filter: object | null, first = 100, after: string | null = null) => {
  const { data, errors } = await auditor.graphql(
    `query ($first: Int!, $after: String, $filter: AuditFilter) { auditEvents(first: $first, after: $after, filter: $filter) {
      nodes { action outcome wasRefused at actor { displayName } actorName cardId serialNumber cardProfileName processId
        reference subjectName facts { name value } }
      pageInfo { hasNextPage endCursor } totalCount { count } } }`,
    { first, after, filter },
  );
  expect(errors).toEqual([]);
  return data?.["auditEvents"];
};
const actions = async (filter: object) =>
  (await ask(filter)).nodes.map(({ action, outcome }: Record<string, string>) => `${action} ${outcome}`);

describe("the audit log", () => {
  test("tells who did what, to what, when, and what came of it, newest first", async () => {
    const { nodes, totalCount } = await ask(null);
    expect(totalCount).toEqual({ count: 4 });
    expect(nodes[1]).toMatchObject({
      action: "profile.enableProcess",
      actor: null,
      actorName: "system",
      cardProfileName: "Staff",
      facts: [
        { name: "state", value: "ACTIVE" },
        { name: "process", value: "X" },
      ],
    });
    expect(nodes[2]).toMatchObject({
      action: "process.submitChallenge",
      outcome: "CardNotActive",
      wasRefused: true,
      at: "2026-11-24T09:21:00.000Z",
      actor: { displayName: "Countess Lovelace" },
      actorName: "ada.lund",
      cardId: card.id,
      serialNumber: card.serialNumber,
      reference: "UB-7K3M-92",
    });
  });

  test("goes on exactly where a page ended, also when entries come meanwhile", async () => {
    const first = await ask(null, 2);
    await act("later", {});
    const second = await ask(null, 2, first.pageInfo.endCursor);
    expect(second.nodes.map(({ action }: { action: string }) => action)).toEqual([
      "process.submitChallenge",
      "process.start",
    ]);
    expect(second.pageInfo.hasNextPage).toBe(false);
  });

  test.each<[string, object, string[]]>([
    ["an action", { action: "profile.enableProcess" }, ["profile.enableProcess Done"]],
    [
      "the beginning of a user name",
      { actor: "ADA" },
      ["process.start Done", "process.submitChallenge CardNotActive", "process.start Done"],
    ],
    [
      "the beginning of a name",
      { actor: "countess l", outcome: "CardNotActive" },
      ["process.submitChallenge CardNotActive"],
    ],
    ["the server itself", { actor: "system" }, ["profile.enableProcess Done"]],
    ["the beginning of a serial number", { serialNumber: "990011" }, ["process.start Done"]],
    [
      "the last digits of a serial number",
      { serialNumber: "4433", onlyRefused: true },
      ["process.submitChallenge CardNotActive"],
    ],
    ["three last digits, which are too few", { serialNumber: "433" }, []],
    [
      "a reference, in any case",
      { reference: " ub-7k3m-92", onlyRefused: true },
      ["process.submitChallenge CardNotActive"],
    ],
    ["an outcome", { outcome: "CardNotActive" }, ["process.submitChallenge CardNotActive"]],
    ["what was refused", { onlyRefused: true }, ["process.submitChallenge CardNotActive"]],
    [
      "a time",
      { from: "2026-11-24T10:21:00+01:00", until: "2026-11-24T09:22:00Z" },
      ["process.submitChallenge CardNotActive"],
    ],
    ["what is not there", { action: "' OR 1=1 --" }, []],
  ])("is searched by %s", async (_, filter, expected) => {
    const found = await actions(filter);
    expect(found.filter((entry: string) => !entry.startsWith("later"))).toEqual(expected);
  });

  test("is searched by a card", async () => {
    expect(await actions({ cardId: card.id })).toHaveLength(2);
  });

  test("keeps the name of that time when somebody is called otherwise later", async () => {
    await api.application.unitOfWork.unaudited((sql) =>
      sql.run("UPDATE users SET username = 'ada.king', username_key = 'ada.king' WHERE id = ?", [ada.id]),
    );
    expect((await ask({ cardId: card.id })).nodes[0].actorName).toBe("ada.lund");
  });
});

describe("every action leaves exactly one entry", () => {
  const addLink = (sql: Sql, name: string) =>
    sql.run("INSERT INTO set_up_links (token_hash, created_at, expires_at) VALUES (?, ?, ?)", [
      name,
      api.clock.now(),
      api.clock.now(),
    ]);
  const links = (name: string) =>
    api.at.database.reader.rows("SELECT * FROM set_up_links WHERE token_hash = ?", [name]);
  const entriesOf = async (action: string) =>
    (await ask({ action })).nodes.map(({ outcome, wasRefused }: Record<string, unknown>) => ({ outcome, wasRefused }));

  test("when it succeeds, when it is refused, and when it fails", async () => {
    await act("one.succeeds", {});
    await act("one.refused", {}, "NoSuchThing");
    const failing = api.application.unitOfWork.audited<Outcome>(
      { name: "one.fails", success: "Done" },
      system,
      async ({ sql }) => {
        await addLink(sql, "never");
        throw new Error("on purpose");
      },
    );
    await expect(failing).rejects.toThrow("on purpose");
    expect(await entriesOf("one.succeeds")).toEqual([{ outcome: "Done", wasRefused: false }]);
    expect(await entriesOf("one.refused")).toEqual([{ outcome: "NoSuchThing", wasRefused: true }]);
    expect(await entriesOf("one.fails")).toEqual([{ outcome: "Fault", wasRefused: true }]);
    expect(await links("never")).toEqual([]);
  });

  test("but a refusal that an entry tells of already leaves none; a success leaves one whatever it says", async () => {
    for (const type of ["Done", "NoSuchThing"]) {
      await api.application.unitOfWork.audited({ name: "one.told", success: "Done" }, system, async (work) => {
        work.isToldAlready();
        return { type };
      });
    }
    expect(await entriesOf("one.told")).toEqual([{ outcome: "Done", wasRefused: false }]);
  });

  test("also when two hundred happen at once", async () => {
    const outcomes = Array.from({ length: 200 }, (_, index) =>
      act("one.of.many", {}, index % 3 === 0 ? "Refused" : "Done"),
    );
    await Promise.all(outcomes);
    const count = async (filter: object) => (await ask({ action: "one.of.many", ...filter }, 1)).totalCount.count;
    expect([await count({}), await count({ onlyRefused: true })]).toEqual([200, 67]);
  });

  test("and an action whose entry cannot be written does not happen", async () => {
    const broken = api.application.unitOfWork.audited<Outcome>(
      { name: "one.unwritten", success: "Done" },
      system,
      async ({ sql, concerns }) => {
        await addLink(sql, "unwritten");
        concerns({ facts: { big: 1n as never } });
        return { type: "Done" };
      },
    );
    await expect(broken).rejects.toThrow(TypeError);
    expect(await entriesOf("one.unwritten")).toEqual([]);
    expect(await links("unwritten")).toEqual([]);
  });
});
