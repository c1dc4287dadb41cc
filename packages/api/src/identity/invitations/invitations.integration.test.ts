import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { aUser } from "../../test-support/builders.ts";
import { addPasskey, addTotp } from "../../test-support/second-factors.ts";
import { does } from "../../test-support/sign-in-documents.ts";
import { type Caller, type TestApi, testApi } from "../../test-support/test-api.ts";
import { hashPassword } from "../index.ts";

const password = "a long walk by the sea";
const hour = 3_600_000;
let api: TestApi;
let administrator: Caller;
let passwordHash: string;
beforeAll(async () => {
  const [perAccount, perAccountAndAddress, perAddress] = [1000, 1000, 1000];
  api = await testApi({ signInLimits: { perAccount, perAccountAndAddress, perAddress, windowSeconds: 300 } });
  passwordHash = await hashPassword(password);
});
afterAll(() => api.remove());

let count = 0;
const asAdministrator = async () =>
  (administrator = await api.as(await aUser(api.application, { role: "ADMINISTRATOR" })));
const invite = async (changed: object = {}) => {
  await asAdministrator();
  const input = { username: `invited-${(count += 1)}`, displayName: "In Vited", role: "SELF_SERVICE_USER", ...changed };
  return { outcome: await does(administrator, "inviteUser", input), username: input.username };
};
const tokenIn = (outcome: Record<string, unknown>) =>
  /^\/invitation#([\w-]{43})$/.exec(String(outcome["link"]))?.[1] ?? "";
const accept = (token: string, caller = api.stranger(), given = password) =>
  does(caller, "acceptInvitation", { token, password: given });
const name = (outcome: Record<string, unknown>) => outcome["__typename"];
const viewerOf = async (caller: Caller) => (await caller.graphql("{ viewer { user { username } } }")).data?.["viewer"];

describe("an invitation", () => {
  test("tells whose it is, sets the first password and signs in", async () => {
    const { outcome, username } = await invite({ email: "in@example.org" });
    const token = tokenIn(outcome);
    const caller = api.stranger();
    expect(await does(caller, "openInvitation", { token })).toMatchObject({
      __typename: "InvitationOpened",
      user: { username },
      purpose: "INVITATION",
    });
    expect(await accept(token, caller)).toMatchObject({ __typename: "SignedIn", viewer: { methods: ["LINK"] } });
    expect(name(await does(api.stranger(), "signIn", { username, password }))).toBe("SignedIn");
  });

  test("is no way in before a password is set", async () => {
    const { username } = await invite();
    expect(name(await does(api.stranger(), "signIn", { username, password: "" }))).toBe("SignInRefused");
  });

  test("InvitationRefused: of a hundred who use one link at once, one gets in", async () => {
    const token = tokenIn((await invite()).outcome);
    const outcomes = await Promise.all(Array.from({ length: 100 }, () => accept(token)));
    expect(outcomes.filter((outcome) => name(outcome) === "SignedIn")).toHaveLength(1);
    expect(outcomes.filter((outcome) => name(outcome) === "InvitationRefused")).toHaveLength(99);
  });

  test("InvitationRefused: a week old, or never one; used and unknown are the same to the byte", async () => {
    const used = tokenIn((await invite()).outcome);
    await accept(used);
    const never = await accept("x".repeat(43));
    expect(await accept(used)).toEqual(never);
    expect(name(never)).toBe("InvitationRefused");
    const old = tokenIn((await invite()).outcome);
    api.clock.forward(7 * 24 * hour);
    expect(await accept(old)).toEqual(never);
    expect(name(await does(api.stranger(), "openInvitation", { token: old }))).toBe("InvitationRefused");
  });

  test("PasswordTooWeak: the link goes on working", async () => {
    const token = tokenIn((await invite()).outcome);
    expect(name(await accept(token, api.stranger(), "too short"))).toBe("PasswordTooWeak");
    expect(name(await accept(token))).toBe("SignedIn");
  });

  test("is kept by its hash only, and stands in no entry", async () => {
    const token = tokenIn((await invite()).outcome);
    const kept = await Promise.all(
      ["sign_in_links", "audit_events"].map((table) => api.at.database.reader.rows(`SELECT * FROM ${table}`)),
    );
    expect(JSON.stringify(kept)).not.toContain(token);
    expect(api.log.join("\n")).not.toContain(token);
  });

  test.each([
    ["UsernameUnusable", { username: "two words" }],
    ["DisplayNameUnusable", { displayName: "" }],
    ["EmailUnusable", { email: "nowhere" }],
    ["UsernameTaken", { username: "TAKEN.already" }],
  ])("%s: nobody is invited", async (refusal, changed) => {
    if (refusal === "UsernameTaken") await aUser(api.application, { username: "taken.already" });
    expect(name((await invite(changed)).outcome)).toBe(refusal);
  });
});

describe("resetting how somebody signs in", () => {
  test("takes everything away, ends their sessions at once, and the link lets them in again", async () => {
    const user = await aUser(api.application, { passwordHash });
    const caller = await api.as(user);
    await addPasskey(caller);
    await addTotp(caller, api.clock.now());
    await asAdministrator();
    const outcome = await does(administrator, "resetUserSignIn", { userId: user.id });
    expect(await viewerOf(caller)).toBeNull();
    expect(name(await does(api.stranger(), "signIn", { username: user.username, password }))).toBe("SignInRefused");
    const again = api.stranger();
    expect(name(await accept(tokenIn(outcome), again, "another walk by the sea"))).toBe("SignedIn");
    const { data } = await again.graphql("{ viewer { account { methods passkeys { id } } } }");
    expect(data?.["viewer"].account).toEqual({ methods: ["PASSWORD"], passkeys: [] });
    const kept = await api.at.database.reader.row<{ at: unknown }>(
      "SELECT sign_in_reset_at AS at FROM users WHERE id = ?",
      [user.id],
    );
    expect(new Date(String(kept?.at))).toEqual(api.clock.now());
  });

  test("a second link takes the place of the first, and works for a day", async () => {
    const user = await aUser(api.application, { passwordHash });
    await asAdministrator();
    const [first, second] = [
      await does(administrator, "resetUserSignIn", { userId: user.id }),
      await does(administrator, "resetUserSignIn", { userId: user.id }),
    ];
    expect(name(await accept(tokenIn(first)))).toBe("InvitationRefused");
    api.clock.forward(24 * hour);
    expect(name(await accept(tokenIn(second)))).toBe("InvitationRefused");
  });

  test("UserNotFound, UserOutOfUse: there is nobody, or nobody any more", async () => {
    const locked = await aUser(api.application, { state: "LOCKED" });
    await asAdministrator();
    expect(name(await does(administrator, "resetUserSignIn", { userId: "made up" }))).toBe("UserNotFound");
    expect(name(await does(administrator, "resetUserSignIn", { userId: locked.id }))).toBe("UserOutOfUse");
  });
});

describe("moving an account to another state", () => {
  const move = (userId: string, state: string) => does(administrator, "setUserState", { userId, state });

  test("signs whoever is not active any more out everywhere", async () => {
    const user = await aUser(api.application, { passwordHash, role: "OPERATOR" });
    const caller = await api.as(user);
    await asAdministrator();
    expect(await move(user.id, "INACTIVE")).toMatchObject({ __typename: "UserStateSet", user: { state: "INACTIVE" } });
    expect(await viewerOf(caller)).toBeNull();
    expect(name(await does(api.stranger(), "signIn", { username: user.username, password }))).toBe("SignInRefused");
    expect(name(await move(user.id, "ACTIVE"))).toBe("UserStateSet");
    expect(name(await does(api.stranger(), "signIn", { username: user.username, password }))).toBe("SignedIn");
  });

  test("UserStateNotReachable: there is no such arrow; UserNotFound: there is nobody", async () => {
    const user = await aUser(api.application, { state: "LOCKED" });
    await asAdministrator();
    expect(await move(user.id, "ACTIVE")).toMatchObject({
      __typename: "UserStateNotReachable",
      message: "This account is locked, and can't be changed to that.",
    });
    expect(name(await move("made up", "ACTIVE"))).toBe("UserNotFound");
  });

  test("LastAdministrator: of two who disable each other at once, one stays", async () => {
    const own = await testApi();
    try {
      const [one, two] = [
        await aUser(own.application, { role: "ADMINISTRATOR" }),
        await aUser(own.application, { role: "ADMINISTRATOR" }),
      ];
      const [first, second] = [await own.as(one), await own.as(two)];
      const outcomes = await Promise.all([
        does(first, "setUserState", { userId: two.id, state: "INACTIVE" }),
        does(second, "setUserState", { userId: one.id, state: "INACTIVE" }),
      ]);
      expect(new Set(outcomes.map(name))).toEqual(new Set(["LastAdministrator", "UserStateSet"]));
    } finally {
      await own.remove();
    }
  });
});
