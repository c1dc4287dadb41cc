import { afterAll, beforeAll, expect, test } from "vitest";
import { aUser } from "../../test-support/builders.ts";
import { does } from "../../test-support/sign-in-documents.ts";
import { type Caller, type TestApi, testApi } from "../../test-support/test-api.ts";
import { hashPassword, type UserRecord } from "../index.ts";

const password = "a long walk by the sea";
const minute = 60_000;
let api: TestApi;
let replica: TestApi;
let passwordHash: string;
beforeAll(async () => {
  api = await testApi();
  replica = await api.replica();
  passwordHash = await hashPassword(password);
});
afterAll(async () => {
  await replica.remove();
  await api.remove();
});

/** The same browser at the other server. */
const at = (other: TestApi, caller: Caller): Caller => {
  const there = other.stranger();
  for (const [name, value] of caller.cookies) there.cookies.set(name, value);
  return there;
};
const viewerOf = async (caller: Caller) =>
  (await caller.graphql("{ viewer { user { role } permissions } }")).data?.["viewer"] ?? null;
const within = async (caller: Caller, isSo: (viewer: unknown) => boolean) => {
  const start = performance.now();
  while (!isSo(await viewerOf(caller))) if (performance.now() - start > 1000) return false;
  return true;
};
const set = (user: UserRecord, column: "role" | "state", value: string) =>
  api.application.unitOfWork.unaudited((sql) =>
    sql.run(`UPDATE users SET ${column} = ? WHERE id = ?`, [value, user.id]),
  );

test("who signs in at one server is signed in at the other", async () => {
  const { username } = await aUser(api.application, { passwordHash });
  const caller = api.stranger();
  await does(caller, "signIn", { username, password });
  expect(await viewerOf(at(replica, caller))).not.toBeNull();
});

test("a sign-out acts on the other server within a second", async () => {
  const caller = await api.as(await aUser(api.application));
  const there = at(replica, caller);
  expect(await viewerOf(there)).not.toBeNull();
  await caller.graphql("mutation { signOut { signedOut } }");
  expect(await within(there, (viewer) => viewer === null)).toBe(true);
});

test("so does ending a session, and a new token after a step-up", async () => {
  const user = await aUser(api.application, { passwordHash });
  const [caller, other] = [await api.as(user), await api.as(user)];
  const [callerThere, otherThere] = [at(replica, caller), at(replica, other)];
  expect(await viewerOf(otherThere)).not.toBeNull();
  await does(caller, "endOtherSessions");
  expect(await within(otherThere, (viewer) => viewer === null)).toBe(true);
  await does(caller, "stepUp", { password });
  expect(await within(callerThere, (viewer) => viewer === null)).toBe(true);
  expect(await viewerOf(at(replica, caller))).not.toBeNull();
});

test("so does an account that is disabled, and a role that is changed", async () => {
  const [disabled, demoted] = [
    await aUser(api.application, { role: "ADMINISTRATOR" }),
    await aUser(api.application, { role: "ADMINISTRATOR" }),
  ];
  const [one, two] = [at(replica, await api.as(disabled)), at(replica, await api.as(demoted))];
  expect([await viewerOf(one), await viewerOf(two)]).not.toContain(null);
  await set(disabled, "state", "INACTIVE");
  expect(await within(one, (viewer) => viewer === null)).toBe(true);
  await set(demoted, "role", "SELF_SERVICE_USER");
  const isDemoted = (viewer: unknown) => (viewer as { user: { role: string } }).user.role === "SELF_SERVICE_USER";
  expect(await within(two, isDemoted)).toBe(true);
  expect((await viewerOf(two)).permissions).not.toContain("PROFILE_WRITE");
});

test("a session of an administrator ends after eight hours, one of a self-service user after ten", async () => {
  const administrator = await api.as(await aUser(api.application, { role: "ADMINISTRATOR" }));
  const holder = await api.as(await aUser(api.application));
  const pass = async (minutes: number) => {
    for (let step = 0; step < minutes / 10; step += 1) {
      api.clock.forward(10 * minute);
      await Promise.all([viewerOf(administrator), viewerOf(holder)]);
    }
  };
  await pass(8 * 60 - 10);
  expect(await viewerOf(administrator)).not.toBeNull();
  await pass(10);
  expect(await viewerOf(administrator)).toBeNull();
  expect(await viewerOf(holder)).not.toBeNull();
  await pass(120);
  expect(await viewerOf(holder)).toBeNull();
});

test("somebody who becomes an administrator has the shorter limit at once", async () => {
  const user = await aUser(api.application);
  const caller = await api.as(user);
  for (let step = 0; step < 8 * 6 + 1; step += 1) {
    api.clock.forward(10 * minute);
    await viewerOf(caller);
  }
  expect(await viewerOf(caller)).not.toBeNull();
  await set(user, "role", "ADMINISTRATOR");
  expect(await viewerOf(caller)).toBeNull();
});
