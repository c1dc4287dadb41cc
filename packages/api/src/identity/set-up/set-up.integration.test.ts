import { afterEach, beforeEach, expect, test } from "vitest";
import { aUser } from "../../test-support/builders.ts";
import { type Caller, type TestApi, testApi } from "../../test-support/test-api.ts";

let api: TestApi;
beforeEach(async () => {
  api = await testApi({
    mode: "PRODUCTION",
    signInLimits: { perAccountAndAddress: 200, perAddress: 1000, windowSeconds: 300 },
  });
});
afterEach(() => api.remove());

const account = { username: "first", displayName: "First Administrator", password: "a long walk by the sea" };
const claim = async (caller: Caller, token: string, changed: Partial<typeof account> = {}) =>
  (
    await caller.graphql(
      `mutation ($input: ClaimSetUpInput!) { claimSetUp(input: $input) {
        __typename ... on SignedIn { viewer { user { username role } } } ... on Refusal { message field } } }`,
      { input: { token, ...account, ...changed } },
    )
  ).data?.["claimSetUp"];
const newLink = async () => (await api.application.identity.makeSetUpLink()) ?? "";
const needsSetUp = async () => (await api.stranger().graphql("{ site { needsSetUp } }")).data?.["site"].needsSetUp;
const administrators = () => api.at.database.reader.rows("SELECT id FROM users WHERE role = 'ADMINISTRATOR'");

test("the link makes the first administrator and signs them in", async () => {
  expect(await needsSetUp()).toBe(true);
  const caller = api.stranger();
  expect(await claim(caller, await newLink())).toEqual({
    __typename: "SignedIn",
    viewer: { user: { username: "first", role: "ADMINISTRATOR" } },
  });
  expect((await caller.graphql("{ viewer { permissions } }")).data?.["viewer"].permissions).toContain("PROFILE_WRITE");
  expect(await needsSetUp()).toBe(false);
  expect(await api.application.identity.makeSetUpLink()).toBeNull();
});

test("SetUpRefused: of a hundred who claim one link at once, one gets it", async () => {
  const token = await newLink();
  const outcomes = await Promise.all(
    Array.from({ length: 100 }, (_, index) => claim(api.stranger(), token, { username: `claimer-${index}` })),
  );
  expect(outcomes.filter(({ __typename }) => __typename === "SignedIn")).toHaveLength(1);
  expect(outcomes.filter(({ __typename }) => __typename === "SetUpRefused")).toHaveLength(99);
  expect(await administrators()).toHaveLength(1);
});

test("SetUpRefused: a link that is a day old, was replaced by a new one, or never was one", async () => {
  const first = await newLink();
  const second = await newLink();
  const refused = { __typename: "SetUpRefused", field: ["token"] };
  expect(await claim(api.stranger(), first)).toMatchObject(refused);
  expect(await claim(api.stranger(), "x".repeat(43))).toMatchObject(refused);
  api.clock.forward(24 * 60 * 60 * 1000);
  expect(await claim(api.stranger(), second)).toMatchObject(refused);
  expect(await administrators()).toHaveLength(0);
});

test.each([
  ["UsernameUnusable", { username: "two words" }, "username"],
  ["DisplayNameUnusable", { displayName: "  " }, "displayName"],
  ["PasswordTooWeak", { password: "too short" }, "password"],
  ["UsernameTaken", { username: "TAKEN" }, "username"],
])("%s: the link goes on working", async (name, changed, field) => {
  await aUser(api.application, { username: "taken" });
  const token = await newLink();
  expect(await claim(api.stranger(), token, changed)).toMatchObject({ __typename: name, field: [field] });
  expect((await claim(api.stranger(), token)).__typename).toBe("SignedIn");
});

test("the link is kept by its hash only", async () => {
  const token = await newLink();
  expect(JSON.stringify(await api.at.database.reader.rows("SELECT * FROM set_up_links"))).not.toContain(token);
});
