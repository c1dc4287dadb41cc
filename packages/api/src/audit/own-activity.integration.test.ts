import { afterAll, beforeAll, expect, test } from "vitest";
import { hashPassword, type UserRecord } from "../identity/index.ts";
import { aUser } from "../test-support/builders.ts";
import { does } from "../test-support/sign-in-documents.ts";
import { type Caller, type TestApi, testApi } from "../test-support/test-api.ts";

const password = "a long walk by the sea";
let api: TestApi;
let user: UserRecord;
let caller: Caller;
beforeAll(async () => {
  api = await testApi();
  user = await aUser(api.application, { passwordHash: await hashPassword(password) });
  const administrator = await api.as(await aUser(api.application, { role: "ADMINISTRATOR" }));
  await does(administrator, "setUserState", { userId: user.id, state: "ACTIVE" });
  await does(api.stranger(), "signIn", { username: user.username, password: "not the right one" });
  caller = api.stranger();
  await does(caller, "signIn", { username: user.username, password });
  await does(caller, "changePersonalDetails", { displayName: "Somebody", email: null });
});
afterAll(() => api.remove());

const activity = async (page: string, by = caller) =>
  (
    await by.graphql(`{ viewer { account { activity(${page}) { totalCount { count precision }
      pageInfo { hasNextPage endCursor } nodes { action outcome wasRefused isOwn } } } } }`)
  ).data?.["viewer"].account.activity;

test("holds what one did and what was done to one's account, the newest first, and nobody else's", async () => {
  const { nodes, totalCount } = await activity("first: 100");
  expect(nodes).toEqual([
    { action: "account.changePersonalDetails", outcome: "AccountSaved", wasRefused: false, isOwn: true },
    { action: "session.signIn", outcome: "SignedIn", wasRefused: false, isOwn: true },
    { action: "session.signIn", outcome: "SignInRefused", wasRefused: true, isOwn: false },
    { action: "user.setState", outcome: "UserStateNotReachable", wasRefused: true, isOwn: false },
  ]);
  expect(totalCount).toEqual({ count: 4, precision: "EXACT" });
  const stranger = await api.as(await aUser(api.application));
  expect((await activity("first: 100", stranger)).nodes).toEqual([]);
});

test("goes on exactly where a page ended", async () => {
  const first = await activity("first: 3");
  expect(first.pageInfo.hasNextPage).toBe(true);
  const rest = await activity(`first: 3, after: "${first.pageInfo.endCursor}"`);
  expect(rest.nodes.map(({ action }: { action: string }) => action)).toEqual(["user.setState"]);
});
