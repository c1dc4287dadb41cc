import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { hashPassword, type UserRecord } from "../../identity/index.ts";
import { system } from "../../platform/actor.ts";
import { aUser } from "../../test-support/builders.ts";
import { type MailServer, mailServer } from "../../test-support/mail-server.ts";
import { giveAddress } from "../../test-support/notice-scene.ts";
import { addPasskey, addTotp } from "../../test-support/second-factors.ts";
import { does } from "../../test-support/sign-in-documents.ts";
import { type Caller, type TestApi, testApi } from "../../test-support/test-api.ts";

const password = "a long walk by the sea";
let server: MailServer;
let api: TestApi;
let passwordHash: string;
beforeAll(async () => {
  server = await mailServer();
  api = await testApi({ mail: server.settings });
  passwordHash = await hashPassword(password);
});
afterAll(async () => {
  server.stop();
  await api.remove();
});

let user: UserRecord;
let caller: Caller;
let address: string;
beforeEach(async () => {
  user = await aUser(api.application, { passwordHash });
  caller = await api.as(user);
  address = await giveAddress(api, user.id);
});
interface Queued {
  readonly kind: string;
  readonly facts: Record<string, string>;
}
const queued = async (): Promise<Queued[]> => {
  const text = "SELECT kind, facts FROM notices WHERE address = ? ORDER BY queued_at";
  const rows = await api.at.database.reader.rows<{ kind: string; facts: string }>(text, [address]);
  return rows.map(({ kind, facts }) => ({ kind, facts: JSON.parse(facts) as Record<string, string> }));
};
const kinds = async () => (await queued()).map(({ kind }) => kind);
const administrator = async () =>
  api.as(await aUser(api.application, { role: "ADMINISTRATOR", username: `a-${user.id}` }));
const signIn = (by: Caller) => does(by, "signIn", { username: user.username, password });

test("people are told of every change of how they sign in, with the address it came from", async () => {
  const text = await addTotp(caller, api.clock.now());
  expect(text).not.toBe("");
  await does(caller, "makeRecoveryCodes");
  await addPasskey(caller);
  const { account } = (await caller.graphql("{ viewer { account { passkeys { id } } } }")).data?.["viewer"];
  await does(caller, "removePasskey", { passkeyId: account.passkeys[0].id as string });
  await does(caller, "removeTotp");
  await does(caller, "changePassword", { password: "another walk by the sea" });
  const told = await queued();
  expect(told.map(({ kind }) => kind).toSorted()).toEqual([
    "APP_ADDED",
    "APP_REMOVED",
    "PASSKEY_ADDED",
    "PASSKEY_REMOVED",
    "PASSWORD_CHANGED",
    "RECOVERY_CODES_MADE",
  ]);
  for (const { facts } of told) expect(facts).toEqual({ at: api.clock.now().toISOString(), network: "127.0.0.1" });
});

test("people are told of accounts elsewhere and of tokens, as of everything that can act for them", async () => {
  const { unitOfWork } = api.application;
  const actor = { type: "person", userId: user.id, ...user } as const;
  const entries = [
    ["account.linkIdentity", "AccountSaved"],
    ["account.unlinkIdentity", "AccountSaved"],
    ["session.finishOpenIdConnect", "AccountSaved"],
    ["session.finishOpenIdConnect", "SteppedUp"],
    ["token.create", "ApiTokenCreated"],
  ] as const;
  for (const [name, type] of entries) await unitOfWork.audited({ name, success: type }, actor, async () => ({ type }));
  expect((await kinds()).toSorted()).toEqual([
    "ACCOUNT_LINKED",
    "ACCOUNT_LINKED",
    "ACCOUNT_UNLINKED",
    "API_TOKEN_MADE",
  ]);
});

test("what is refused, and what changes nothing of that, is not told of", async () => {
  api.clock.forward(6 * 60_000);
  await does(caller, "changePassword", { password: "another walk by the sea" });
  await does(caller, "stepUp", { password });
  await does(caller, "changePassword", { password: "short" });
  await does(caller, "changePersonalDetails", { displayName: "Anna", email: address });
  expect(await kinds()).toEqual([]);
});

test("a reset is told of with who did it, also from the command line; and so is the password that follows", async () => {
  const by = `a-${user.id}`;
  const { link } = await does(await administrator(), "resetUserSignIn", { userId: user.id });
  expect(await queued()).toMatchObject([{ kind: "SIGN_IN_RESET", facts: { by } }]);
  await does(api.stranger(), "acceptInvitation", {
    token: (link as string).split("#")[1],
    password: "a new walk by the sea",
  });
  await api.application.identity.resetUserSignIn(system, { userId: user.id });
  expect(await kinds()).toEqual(["SIGN_IN_RESET", "PASSWORD_SET_BY_LINK", "SIGN_IN_RESET"]);
});

test("a sign-in is told of where the browser is a new one, and only the first time", async () => {
  const [browser, another] = [api.stranger(), api.stranger()];
  await signIn(browser);
  expect(await kinds()).toEqual(["SIGNED_IN_ELSEWHERE"]);
  await signIn(browser);
  expect(await kinds()).toHaveLength(1);
  await signIn(another);
  expect(await kinds()).toHaveLength(2);
  await does(api.stranger(), "signIn", { username: user.username, password: "wrong" });
  expect(await kinds()).toHaveLength(2);
});

test("what is told of is undone with the action: a unit that fails leaves no notice", async () => {
  const failing = api.application.unitOfWork.audited<{ type: "AccountSaved" }>(
    { name: "account.changePassword", success: "AccountSaved" },
    { type: "person", userId: user.id, ...user },
    async () => {
      throw new Error("on purpose");
    },
  );
  await expect(failing).rejects.toThrow("on purpose");
  expect(await kinds()).toEqual([]);
});
