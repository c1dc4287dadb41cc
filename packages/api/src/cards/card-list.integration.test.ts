import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { userRepository } from "../identity/index.ts";
import type { Sql, SqlValue } from "../platform/sql.ts";
import { aCard, aProfile, aUser } from "../test-support/builders.ts";
import { type Caller, type TestApi, testApi } from "../test-support/test-api.ts";
import { cardsReadModel } from "./cards.read-model.ts";

let api: TestApi;
let operator: Caller;
let blue: Awaited<ReturnType<typeof aProfile>>;
let red: Awaited<ReturnType<typeof aProfile>>;
beforeAll(async () => {
  api = await testApi();
  operator = await api.as(await aUser(api.application, { role: "OPERATOR", username: "zz-op", displayName: "Zz Op" }));
  [blue, red] = [await aProfile(api.application), await aProfile(api.application)];
  const ines = await aUser(api.application, { username: "i.almeida", displayName: "Inês Almeida" });
  const noor = await aUser(api.application, { username: "noor", displayName: "Noor Haddad" });
  const cards = [
    { serialNumber: "1000AB4821", profile: blue, holder: ines },
    { serialNumber: "1000AB9999", profile: blue, holder: noor, state: "LOCKED" },
    { serialNumber: "2000-4821", profile: red, holder: noor, state: "LOCKED" },
    { serialNumber: "4821000777", profile: red, holder: null },
    { serialNumber: "9500%1", profile: red, holder: null, state: "ISSUED" },
  ] as const;
  for (const card of cards) await aCard(api.application, card);
});
afterAll(() => api.remove());

const list = async (variables: Record<string, unknown>) => {
  const { data, errors } = await operator.graphql(
    `query ($first: Int!, $after: String, $search: String, $state: CardState, $profileId: ID) {
      cards(first: $first, after: $after, search: $search, state: $state, profileId: $profileId) {
        nodes { serialNumber } edges { cursor } totalCount { count precision }
        pageInfo { hasNextPage hasPreviousPage endCursor } } }`,
    { first: 100, ...variables },
  );
  expect(errors).toEqual([]);
  return data?.["cards"];
};
const serials = async (variables: Record<string, unknown>) => {
  const page = await list(variables);
  const found = page.nodes.map(({ serialNumber }: { serialNumber: string }) => serialNumber);
  expect(page.totalCount).toEqual({ count: found.length, precision: "EXACT" });
  return found;
};

describe("a search of the card list finds", () => {
  test.each([
    ["the beginning of a serial number, whatever its case and blanks", "10 00ab", ["1000AB4821", "1000AB9999"]],
    ["the last digits and the first ones alike", "4821", ["1000AB4821", "2000-4821", "4821000777"]],
    ["three last digits", "777", ["4821000777"]],
    ["not two last digits, which would be a hundredth of all cards", "77", []],
    ["the beginning of a holder's user name", "i.alm", ["1000AB4821"]],
    ["the beginning of a holder's name, whatever its case and how it is written", "INE\u0302S", ["1000AB4821"]],
    ["all cards of a holder", "Noor H", ["1000AB9999", "2000-4821"]],
    ["signs that mean something to a database as what they are", "9500%", ["9500%1"]],
    ["nothing in a sign that would match anything", "%", []],
    ["nothing in what cannot be anywhere", "\u0000\u{10FFFF}", []],
    ["everything when it is empty", "  ", ["1000AB4821", "1000AB9999", "2000-4821", "4821000777", "9500%1"]],
  ])("%s", async (_, search, expected) => {
    expect(await serials({ search })).toEqual(expected);
  });

  test("only cards in a state, or of a profile, or both", async () => {
    expect(await serials({ state: "LOCKED" })).toEqual(["1000AB9999", "2000-4821"]);
    expect(await serials({ profileId: red.id })).toEqual(["2000-4821", "4821000777", "9500%1"]);
    expect(await serials({ profileId: red.id, state: "LOCKED" })).toEqual(["2000-4821"]);
    expect(await serials({ search: "4821", profileId: red.id })).toEqual(["2000-4821", "4821000777"]);
    expect(await serials({ search: "noor", state: "LOCKED", profileId: blue.id })).toEqual(["1000AB9999"]);
    expect(await serials({ profileId: "nonsense" })).toEqual([]);
  });
});

test("the beginning of a name that fits more than a thousand people finds cards of the first thousand and says so", async () => {
  const { random, unitOfWork, clock } = api.application;
  await unitOfWork.unaudited(async (sql) => {
    const users = userRepository(sql);
    for (let number = 1001; number <= 2001; number += 1) {
      const user = { id: random.id(), username: `crowd-${number}`, displayName: `N ${number}` };
      await users.add({ ...user, role: "SELF_SERVICE_USER", state: "ACTIVE", version: 1 }, null, clock());
    }
  });
  for (const [username, serialNumber] of [
    ["crowd-1001", "800000001"],
    ["crowd-2000", "800000002"],
    ["crowd-2001", "800000003"],
  ] as const) {
    const holder = await userRepository(api.at.database.reader).byUsername(username);
    await aCard(api.application, { profile: blue, holder, serialNumber });
  }
  const { nodes, totalCount } = await list({ search: "crowd" });
  expect(nodes).toEqual([{ serialNumber: "800000001" }, { serialNumber: "800000002" }]);
  expect(totalCount).toEqual({ count: 2, precision: "AT_LEAST" });
  expect(await serials({ search: "crowd-2001" })).toEqual(["800000003"]);
});

describe("the database reads a list of cards by its indexes alone", () => {
  const profileId = "00000000-0000-4000-8000-000000000000";
  const people = ["card_holder", "user_username_key", "user_display_name_key"];
  test.each([
    ["all", {}, ["card_serial_number"]],
    ["a state", { state: "LOCKED" }, ["card_state_serial"]],
    ["a profile", { profileId }, ["card_profile_serial"]],
    ["a profile and a state", { state: "LOCKED", profileId }, ["card_profile_state_serial"]],
    ["a search", { search: "4821" }, ["card_serial_number", "card_serial_reversed", ...people]],
    [
      "a search with a filter",
      { search: "4821", state: "LOCKED" },
      ["card_state_serial", "card_serial_reversed", ...people],
    ],
  ] as const)("for %s", async (_, wanted, indexes) => {
    const asked: [string, readonly SqlValue[]][] = [];
    const { reader, transactions } = api.at.database;
    const recording: Sql = {
      ...reader,
      rows: (text, parameters = []) => (asked.push([text, parameters]), reader.rows(text, parameters)),
    };
    const after = Buffer.from(JSON.stringify(["2"])).toString("base64url");
    await cardsReadModel(recording).list({ first: 50, after, ...wanted });
    const [text, parameters] = asked[0] ?? ["", []];
    const plan = await transactions.run(async (sql) => {
      if (sql.dialect === "sqlite") return sql.rows(`EXPLAIN QUERY PLAN ${text}`, parameters);
      await sql.run("SET LOCAL enable_seqscan = off");
      return sql.rows(`EXPLAIN ${text}`, parameters);
    });
    const lines = plan.map((row) => Object.values(row as object).join(" "));
    for (const line of lines) expect(line).not.toMatch(/SCAN (cards|users)(?! USING)|Seq Scan/);
    // PostgreSQL chooses by statistics, and a handful of rows has none worth the name.
    for (const index of api.at.database.dialect === "sqlite" ? indexes : []) expect(lines.join("\n")).toContain(index);
  });
});

describe("pages of the card list", () => {
  test("come one after another without gap or repetition, also of a search", async () => {
    for (const search of ["", "4821"]) {
      const expected = await serials({ search });
      const seen: string[] = [];
      for (let after: string | null = null, more = true; more;) {
        const page: Awaited<ReturnType<typeof list>> = await list({ first: 2, search, after });
        expect(page.pageInfo.hasPreviousPage).toBe(after !== null);
        seen.push(...page.nodes.map(({ serialNumber }: { serialNumber: string }) => serialNumber));
        ({ endCursor: after, hasNextPage: more } = page.pageInfo);
      }
      expect(seen).toEqual(expected);
    }
  });

  test("stay stable while cards are added before and behind", async () => {
    const first = await list({ first: 2, search: "30000" });
    expect(first.nodes).toEqual([]);
    const profile = blue;
    for (const end of ["2", "4", "6"]) await aCard(api.application, { profile, serialNumber: `3000000000${end}` });
    const page = await list({ first: 2, search: "30000" });
    for (const end of ["1", "3", "5"]) await aCard(api.application, { profile, serialNumber: `3000000000${end}` });
    const next = await list({ first: 100, search: "30000", after: page.pageInfo.endCursor });
    const numbers = (nodes: { serialNumber: string }[]) => nodes.map(({ serialNumber }) => serialNumber.slice(-1));
    expect(numbers(page.nodes)).toEqual(["2", "4"]);
    expect(numbers(next.nodes)).toEqual(["5", "6"]);
  });

  test.each([
    ["first", { first: 0 }],
    ["first", { first: 101 }],
    ["after", { after: "nonsense" }],
    ["after", { after: Buffer.from("[1]").toString("base64url") }],
  ])("are refused when %s does not fit", async (argument, variables) => {
    const { errors } = await operator.graphql(
      "query ($first: Int!, $after: String) { cards(first: $first, after: $after) { nodes { id } } }",
      { first: 5, ...variables },
    );
    expect(errors[0]?.extensions).toMatchObject({ code: "BAD_USER_INPUT", argument });
  });
});
