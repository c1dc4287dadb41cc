import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { aUser } from "../../test-support/builders.ts";
import { type Caller, type TestApi, testApi } from "../../test-support/test-api.ts";
import { hashPassword, type UserRecord } from "../index.ts";

const password = "a long walk by the sea";
const minute = 60_000;
let api: TestApi;
let passwordHash: string;
beforeAll(async () => {
  api = await testApi({ signInLimits: { perAccountAndAddress: 4, perAddress: 1000, windowSeconds: 300 } });
  passwordHash = await hashPassword(password);
});
afterAll(() => api.remove());

const signIn = (caller: Caller, username: string, given = password) =>
  caller.graphql(
    `mutation ($input: SignInInput!) { signIn(input: $input) {
      __typename ... on SignedIn { viewer { user { username } cards(first: 1) { nodes { id } } } }
      ... on RateLimited { retryAfterSeconds } ... on Refusal { code message field } } }`,
    { input: { username, password: given } },
  );
const viewerOf = async (caller: Caller) =>
  (await caller.graphql("{ viewer { user { username } sessionExpiresAt } }")).data?.["viewer"];
const changeState = (user: UserRecord, state: string) =>
  api.application.unitOfWork.unaudited((sql) => sql.run("UPDATE users SET state = ? WHERE id = ?", [state, user.id]));
const lastEntry = () =>
  api.at.database.reader.row<Record<string, unknown>>("SELECT * FROM audit_events ORDER BY sequence DESC LIMIT 1");
const entries = async () =>
  Number((await api.at.database.reader.row<{ n: unknown }>("SELECT count(*) AS n FROM audit_events"))?.n);

test("the right password signs in, and goes on as that person in the same answer", async () => {
  const ada = await aUser(api.application, { username: "ada.lund", passwordHash });
  const caller = api.stranger();
  const answer = await signIn(caller, "  ADA.Lund ");
  expect(answer.data?.["signIn"]).toEqual({
    __typename: "SignedIn",
    viewer: { user: { username: "ada.lund" }, cards: { nodes: [] } },
  });
  expect((await viewerOf(caller)).user.username).toBe("ada.lund");
  expect(await lastEntry()).toMatchObject({ action: "session.signIn", outcome: "SignedIn", actor_id: ada.id });
});

test("SignInRefused: a wrong password and an unknown user get the same answer, byte by byte", async () => {
  const user = await aUser(api.application, { passwordHash });
  const wrong = await signIn(api.stranger(), user.username, "not the password at all");
  const wrongEntry = await lastEntry();
  const unknown = await signIn(api.stranger(), "nobody.here", "not the password at all");
  expect(wrong.data?.["signIn"]).toEqual({
    __typename: "SignInRefused",
    code: "SIGN_IN_REFUSED",
    message: "User name or password is not right.",
    field: null,
  });
  expect(unknown.text).toBe(wrong.text);
  expect(unknown.headers["set-cookie"]).toBeUndefined();
  expect(wrongEntry).toMatchObject({ outcome: "SignInRefused", was_refused: 1, subject_user_id: user.id });
  expect(await lastEntry()).toMatchObject({ outcome: "SignInRefused", subject_user_id: null, subject_name: null });
  expect(JSON.stringify(await lastEntry())).not.toContain("nobody.here");
});

test("SignInRefused: somebody without a password, and somebody locked", async () => {
  const keyless = await aUser(api.application);
  const locked = await aUser(api.application, { passwordHash, state: "LOCKED" });
  for (const { username } of [keyless, locked]) {
    expect((await signIn(api.stranger(), username)).data?.["signIn"].__typename).toBe("SignInRefused");
  }
});

test("somebody inactive may sign in to read why nothing can be done", async () => {
  const user = await aUser(api.application, { passwordHash, state: "INACTIVE" });
  expect((await signIn(api.stranger(), user.username)).data?.["signIn"].__typename).toBe("SignedIn");
});

test("RateLimited: the fifth try in five minutes waits, even with the right password, and even all at once, and one entry tells of it", async () => {
  const user = await aUser(api.application, { passwordHash });
  const before = await entries();
  const tries = await Promise.all(
    Array.from({ length: 12 }, () => signIn(api.stranger(), user.username, "a wrong guess indeed")),
  );
  const names = tries.map(({ data }) => data?.["signIn"].__typename as string);
  expect(names.filter((name) => name === "SignInRefused")).toHaveLength(4);
  expect(names.filter((name) => name === "RateLimited")).toHaveLength(8);
  const { signIn: last } = (await signIn(api.stranger(), user.username)).data ?? {};
  expect(last.message).toBe("Too many tries. Try again in 5 minutes.");
  expect(last.retryAfterSeconds).toBeGreaterThan(240);
  // Four that were looked at, and one that says for all the others how long they wait.
  expect(await entries()).toBe(before + 5);
});

test("the right password forgives the tries before it", async () => {
  const user = await aUser(api.application, { passwordHash });
  for (let round = 0; round < 3; round += 1) {
    await signIn(api.stranger(), user.username, "a wrong guess indeed");
    await signIn(api.stranger(), user.username, "another wrong guess");
    expect((await signIn(api.stranger(), user.username)).data?.["signIn"].__typename).toBe("SignedIn");
  }
});

describe("a session", () => {
  test("ends with signing out, also when the same request began it", async () => {
    const user = await aUser(api.application, { passwordHash });
    const both = `mutation ($input: SignInInput!) { signIn(input: $input) { __typename } signOut { signedOut } }`;
    const answer = await api.stranger().graphql(both, { input: { username: user.username, password } });
    expect(answer.data).toEqual({ signIn: { __typename: "SignedIn" }, signOut: { signedOut: true } });
    const left = await api.at.database.reader.rows("SELECT id FROM sessions WHERE user_id = ?", [user.id]);
    expect(left).toEqual([]);
  });

  test("is a cookie that no script reads and no other site sends", async () => {
    const user = await aUser(api.application, { passwordHash });
    const { headers } = await signIn(api.stranger(), user.username);
    expect(headers["set-cookie"]).toEqual([
      expect.stringMatching(/^unlatch=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/),
      expect.stringMatching(/^unlatch-device=[\w-]{43}; Max-Age=31536000; Path=\/; HttpOnly; SameSite=Strict$/),
    ]);
  });

  test("is kept by its hash only", async () => {
    const user = await aUser(api.application, { passwordHash });
    const caller = api.stranger();
    await signIn(caller, user.username);
    const rows = await api.at.database.reader.rows("SELECT * FROM sessions");
    expect(JSON.stringify(rows)).not.toContain(caller.cookies.get("unlatch"));
  });

  test("gets a new token at every sign-in, and the old one is worth nothing", async () => {
    const user = await aUser(api.application, { passwordHash });
    const caller = api.stranger();
    await signIn(caller, user.username);
    const old = api.stranger();
    old.cookies.set("unlatch", caller.cookies.get("unlatch") ?? "");
    await signIn(caller, user.username);
    expect(caller.cookies.get("unlatch")).not.toBe(old.cookies.get("unlatch"));
    expect(await viewerOf(old)).toBeNull();
    expect(await viewerOf(caller)).not.toBeNull();
  });

  test("ends at sign-out, for every copy of its cookie", async () => {
    const caller = await api.as(await aUser(api.application));
    const copy = api.stranger();
    copy.cookies.set("unlatch", caller.cookies.get("unlatch") ?? "");
    const { data } = await caller.graphql("mutation { signOut { signedOut } }");
    expect(data).toEqual({ signOut: { signedOut: true } });
    expect(caller.cookies.size).toBe(0);
    expect(await viewerOf(copy)).toBeNull();
    expect(await lastEntry()).toMatchObject({ action: "session.signOut", outcome: "SignedOut", was_refused: 0 });
  });

  test("that is not there cannot be ended, and trying writes nothing", async () => {
    const before = await entries();
    const { data } = await api.stranger().graphql("mutation { signOut { signedOut } }");
    expect(data).toEqual({ signOut: { signedOut: false } });
    expect(await entries()).toBe(before);
  });

  test("ends after 15 minutes without a request, and every request puts that off", async () => {
    const caller = await api.as(await aUser(api.application));
    for (let step = 0; step < 4; step += 1) {
      api.clock.forward(14 * minute);
      expect(new Date((await viewerOf(caller)).sessionExpiresAt)).toEqual(
        new Date(api.clock.now().getTime() + 15 * minute),
      );
    }
    api.clock.forward(15 * minute);
    expect(await viewerOf(caller)).toBeNull();
  });

  test("ends after ten hours whatever is done with it", async () => {
    const caller = await api.as(await aUser(api.application));
    for (let step = 0; step < 59; step += 1) {
      api.clock.forward(10 * minute);
      expect(await viewerOf(caller)).not.toBeNull();
    }
    api.clock.forward(10 * minute);
    expect(await viewerOf(caller)).toBeNull();
  });

  test("of somebody who is locked meanwhile is over with the next request; of somebody inactive it goes on", async () => {
    const user = await aUser(api.application);
    const caller = await api.as(user);
    await changeState(user, "INACTIVE");
    expect(await viewerOf(caller)).not.toBeNull();
    await changeState(user, "LOCKED");
    expect(await viewerOf(caller)).toBeNull();
  });

  test("cannot be made up", async () => {
    for (const token of ["", "x", "a".repeat(43), "' OR 1=1 --", "ü".repeat(43)]) {
      const caller = api.stranger();
      caller.cookies.set("unlatch", encodeURIComponent(token));
      expect(await viewerOf(caller)).toBeNull();
    }
  });
});

test("behind https the cookie is Secure and bound to the host by its name", async () => {
  const secure = await testApi({ publicUrl: "https://unlatch.example.org", mode: "PRODUCTION" });
  try {
    const user = await aUser(secure.application, { passwordHash });
    const { headers } = await signIn(secure.stranger(), user.username);
    expect(headers["set-cookie"]).toEqual([
      expect.stringMatching(/^__Host-unlatch=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Strict$/),
      expect.stringMatching(/^__Host-unlatch-device=[\w-]{43}; .*Path=\/; HttpOnly; Secure; SameSite=Strict$/),
    ]);
    expect(headers["strict-transport-security"]).toMatch(/^max-age=63072000/);
  } finally {
    await secure.remove();
  }
});

test("no password, token or user name that was typed is in the log or in the audit log", async () => {
  const secret = "only ever typed here 4711";
  await signIn(api.stranger(), "typed-by-mistake", secret);
  await api.stranger().graphql("mutation ($input: SignInInput!) { signIn(input: $input) { __typename } }", {
    input: { username: 5, password: secret },
  });
  const kept = JSON.stringify(await api.at.database.reader.rows("SELECT * FROM audit_events"));
  for (const place of [kept, api.log.join("\n")]) {
    expect(place).not.toContain(secret);
    expect(place).not.toContain("typed-by-mistake");
  }
});
