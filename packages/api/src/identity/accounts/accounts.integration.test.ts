import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { system } from "../../platform/actor.ts";
import { aUser } from "../../test-support/builders.ts";
import { type Caller, type TestApi, testApi } from "../../test-support/test-api.ts";

let api: TestApi;
let auditor: Caller;
beforeAll(async () => {
  api = await testApi();
  auditor = await api.as(await aUser(api.application, { username: "zz-auditor", displayName: "Zz", role: "AUDITOR" }));
  for (const [username, displayName] of people) await aUser(api.application, { username, displayName });
});
afterAll(() => api.remove());

const people: readonly (readonly [string, string])[] = [
  ["ada", "Ada Lund"],
  ["adam.b", "Adam Berg"],
  ["carl", "Ádám Carl"],
  ["x100", "Adalbert %_"],
  ["per-cent", "Per Cent"],
  ["oe", "Özge Öztürk"],
];
const usersIn = async (given: { first: number; after?: string; search?: string }) => {
  const { data, errors } = await auditor.graphql(
    `query ($first: Int!, $after: String, $search: String) { users(first: $first, after: $after, search: $search) {
      nodes { username displayName } pageInfo { hasNextPage hasPreviousPage endCursor } totalCount { count precision } } }`,
    given,
  );
  expect(errors).toEqual([]);
  return data?.["users"] as {
    nodes: { username: string; displayName: string }[];
    pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; endCursor: string };
    totalCount: unknown;
  };
};
const found = async (search: string) => (await usersIn({ first: 100, search })).nodes.map(({ username }) => username);

describe("the list of people", () => {
  test("is in the order of their names and goes on exactly where a page ended", async () => {
    const all = (await usersIn({ first: 100 })).nodes.map(({ username }) => username);
    const paged: string[] = [];
    let after: string | undefined;
    for (let page = await usersIn({ first: 2 }); ; page = await usersIn({ first: 2, after: after ?? "" })) {
      paged.push(...page.nodes.map(({ username }) => username));
      after = page.pageInfo.endCursor;
      if (!page.pageInfo.hasNextPage) break;
    }
    expect(paged).toEqual(all);
    expect(all.slice(0, 3)).toEqual(["ada", "x100", "adam.b"]);
  });

  test("does not skip or repeat anybody when somebody is added meanwhile", async () => {
    const first = await usersIn({ first: 3 });
    await aUser(api.application, { username: "aaa", displayName: "Aaa First" });
    const second = await usersIn({ first: 3, after: first.pageInfo.endCursor });
    const names = [...first.nodes, ...second.nodes].map(({ username }) => username);
    expect(new Set(names).size).toBe(6);
    expect(names).not.toContain("aaa");
  });

  test("is searched by the beginning of a user name or of a name, in any case", async () => {
    expect(await found("ADA")).toEqual(["ada", "x100", "adam.b"]);
    expect(await found("adam.")).toEqual(["adam.b"]);
    expect(await found("özge")).toEqual(["oe"]);
    expect(await found("adalbert %")).toEqual(["x100"]);
    expect(await found("%")).toEqual([]);
    expect(await found("lund")).toEqual([]);
  });

  test("counts what was searched", async () => {
    expect((await usersIn({ first: 1, search: "ada" })).totalCount).toEqual({ count: 3, precision: "EXACT" });
  });

  test.each([0, 101, -1])("takes %i entries for a mistake of the client", async (first) => {
    const { data, errors } = await auditor.graphql("query ($first: Int!) { users(first: $first) { nodes { id } } }", {
      first,
    });
    expect(data).toBeNull();
    expect(errors[0]).toMatchObject({ message: "first: expected 1 to 100.", extensions: { code: "BAD_USER_INPUT" } });
  });

  test.each(["", "x", "bnVsbA", "WzEsMl0", "WyJhIl0"])("does not take %j for a cursor", async (after) => {
    const { errors } = await auditor.graphql(`{ users(first: 1, after: "${after}") { nodes { id } } }`);
    expect(errors[0]?.extensions["code"]).toBe("BAD_USER_INPUT");
  });
});

describe("adding a person", () => {
  const add = (changed: object) =>
    api.application.addUser(system, {
      username: "newcomer",
      displayName: "New Comer",
      role: "OPERATOR",
      password: "a long walk by the sea",
      ...changed,
    });

  test("keeps them with the hash of their password, and tells the audit log their name", async () => {
    const outcome = await add({ username: "kept" });
    expect(outcome).toMatchObject({ type: "UserAdded", user: { username: "kept", state: "ACTIVE" } });
    const { reader } = api.at.database;
    const row = await reader.row<{ password_hash: string }>("SELECT password_hash FROM users WHERE username = 'kept'");
    expect(row?.password_hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    const entry = await reader.row("SELECT * FROM audit_events ORDER BY sequence DESC LIMIT 1");
    expect(entry).toMatchObject({ action: "user.add", actor_name: "system", subject_name: "kept", was_refused: 0 });
  });

  test("UsernameTaken: in whatever case", async () => {
    expect(await add({ username: "Ada" })).toEqual({ type: "UsernameTaken" });
  });

  test("UsernameTaken: when two do it at once, one is added", async () => {
    const both = await Promise.all([add({ username: "twice" }), add({ username: "TWICE" })]);
    expect(both.map(({ type }) => type).toSorted()).toEqual(["UserAdded", "UsernameTaken"]);
  });

  test.each(["", " ", "a b", "-x", "<b>", "x".repeat(65)])("UsernameUnusable: %j", async (username) => {
    expect(await add({ username })).toEqual({ type: "UsernameUnusable" });
  });

  test("DisplayNameUnusable: empty, or with characters nobody sees", async () => {
    expect(await add({ displayName: "" })).toEqual({ type: "DisplayNameUnusable" });
    expect(await add({ displayName: "A\u0000B" })).toEqual({ type: "DisplayNameUnusable" });
  });

  test("PasswordTooWeak: too short", async () => {
    expect(await add({ password: "short" })).toEqual({ type: "PasswordTooWeak", weakness: "TOO_SHORT" });
  });
});

test("one person is found by id, and a made-up id is just absent", async () => {
  const user = await aUser(api.application);
  const ask = async (id: string) =>
    (await auditor.graphql("query ($id: ID!) { user(id: $id) { username } }", { id })).data;
  expect(await ask(user.id)).toEqual({ user: { username: user.username } });
  expect(await ask("00000000-0000-4000-8000-000000000000")).toEqual({ user: null });
  expect(await ask("'; DROP TABLE users; --")).toEqual({ user: null });
});
