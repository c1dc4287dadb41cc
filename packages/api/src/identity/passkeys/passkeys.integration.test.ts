import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { systemRandom } from "../../platform/random.ts";
import { aUser } from "../../test-support/builders.ts";
import { addPasskey } from "../../test-support/second-factors.ts";
import { does } from "../../test-support/sign-in-documents.ts";
import { softAuthenticator } from "../../test-support/soft-authenticator.ts";
import { type Caller, type TestApi, testApi } from "../../test-support/test-api.ts";
import { hashPassword, type UserRecord } from "../index.ts";
import { makePasskeyChallenges } from "./passkey-challenge.ts";

const password = "a long walk by the sea";
let api: TestApi;
let passwordHash: string;
beforeAll(async () => {
  api = await testApi({ signInLimits: { perAccountAndAddress: 1000, perAddress: 1000, windowSeconds: 300 } });
  passwordHash = await hashPassword(password);
});
afterAll(() => api.remove());

const optionsFor = async (caller: Caller) => (await does(caller, "beginPasskeySignIn"))["optionsJson"] as string;
const signIn = async (caller: Caller, assertionJson: string) => does(caller, "signInWithPasskey", { assertionJson });
const viewerOf = async (caller: Caller) =>
  (await caller.graphql("{ viewer { user { username } methods } }")).data?.["viewer"];
async function aHolder() {
  const user = await aUser(api.application, { passwordHash });
  const authenticator = await addPasskey(await api.as(user));
  return { user, authenticator };
}
const keptCount = async ({ id }: UserRecord) =>
  Number(
    (await api.at.database.reader.row<{ n: unknown }>("SELECT sign_count AS n FROM passkeys WHERE user_id = ?", [id]))
      ?.n,
  );

describe("a challenge", () => {
  const seal = { fingerprintOf: (text: string) => createHash("sha256").update(text).digest("hex") } as never;
  const challenges = makePasskeyChallenges({ seal, random: systemRandom });
  const [now, purpose] = [new Date("2026-11-24T09:00:00Z"), "SIGN_IN"] as const;
  const minutesLater = (minutes: number) => new Date(now.getTime() + minutes * 60_000);

  test("has one spelling: the bits that its last character has to spare are nobody's to change", () => {
    const challenge = challenges.issue(purpose, now);
    const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    const other = challenge.slice(0, -1) + digits[digits.indexOf(challenge.at(-1) ?? "") + 1];
    expect(Buffer.from(other, "base64url")).toEqual(Buffer.from(challenge, "base64url"));
    expect(challenges.isGood(challenge, purpose, now)).toBe(true);
    expect(challenges.isGood(other, purpose, now)).toBe(false);
  });

  test("is used once, and not any more when it ended while it was being checked", async () => {
    const challenge = challenges.issue(purpose, now);
    const use = (at: Date) =>
      api.application.unitOfWork.unaudited((sql) => challenges.use(sql, { challenge, purpose, now: at }));
    expect(await use(minutesLater(4))).toBe(true);
    expect(await use(minutesLater(4))).toBe(false);
    expect(await use(minutesLater(5))).toBe(false);
    expect(await use(minutesLater(6))).toBe(false);
  });
});

describe("signing in with a passkey", () => {
  test("needs nothing else, and counts as a proof by passkey", async () => {
    const { user, authenticator } = await aHolder();
    const caller = api.stranger();
    const outcome = await signIn(caller, authenticator.sign(await optionsFor(caller)));
    expect(outcome).toMatchObject({
      __typename: "SignedIn",
      viewer: { user: { username: user.username }, methods: ["PASSKEY"] },
    });
    expect(await viewerOf(caller)).toEqual({ user: { username: user.username }, methods: ["PASSKEY"] });
    expect(await keptCount(user)).toBe(1);
  });

  test("asks for any passkey of the site, verified by the authenticator, and names no person", async () => {
    const options = JSON.parse(await optionsFor(api.stranger()));
    expect(options).toMatchObject({ rpId: "localhost", userVerification: "required", timeout: 300_000 });
    expect(options.allowCredentials ?? []).toEqual([]);
    expect(Buffer.from(options.challenge, "base64url").length).toBeGreaterThanOrEqual(32);
  });

  test("leaves nothing behind for whoever only asks", async () => {
    const count = () => api.at.database.reader.row("SELECT count(*) AS n FROM passkey_challenges");
    const before = await count();
    await Promise.all(Array.from({ length: 20 }, () => optionsFor(api.stranger())));
    expect(await count()).toEqual(before);
  });

  test("PasskeyRefused: a replayed assertion, even twenty at once, signs in once", async () => {
    for (const counts of [true, false]) {
      const user = await aUser(api.application, { passwordHash });
      const authenticator = await addPasskey(await api.as(user), softAuthenticator(undefined, counts));
      const assertion = authenticator.sign(await optionsFor(api.stranger()));
      const outcomes = await Promise.all(Array.from({ length: 20 }, () => signIn(api.stranger(), assertion)));
      expect(outcomes.filter(({ __typename }) => __typename === "SignedIn")).toHaveLength(1);
      expect((await signIn(api.stranger(), assertion))["__typename"]).toBe("PasskeyRefused");
    }
  });

  test.each([
    ["from another origin", { origin: "https://evil.example" }],
    ["without the person verified", { isVerified: false }],
  ])("PasskeyRefused: %s", async (_, otherwise) => {
    const { authenticator } = await aHolder();
    const caller = api.stranger();
    const outcome = await signIn(caller, authenticator.sign(await optionsFor(caller), otherwise));
    expect(outcome).toMatchObject({ __typename: "PasskeyRefused", code: "PASSKEY_REFUSED" });
    expect(await viewerOf(caller)).toBeNull();
  });

  test("PasskeyRefused: a copy of the authenticator whose count is behind", async () => {
    const { authenticator, user } = await aHolder();
    await signIn(api.stranger(), authenticator.sign(await optionsFor(api.stranger()), { count: 7 }));
    const behind = authenticator.sign(await optionsFor(api.stranger()), { count: 7 });
    expect((await signIn(api.stranger(), behind))["__typename"]).toBe("PasskeyRefused");
    expect(await keptCount(user)).toBe(7);
  });

  test("PasskeyRefused: five minutes later, with a challenge for something else, or one that was made up", async () => {
    const { authenticator, user } = await aHolder();
    const late = authenticator.sign(await optionsFor(api.stranger()));
    const signedInCaller = await api.as(user);
    const { passkeyOptionsJson } = await does(signedInCaller, "beginStepUp");
    const forStepUp = authenticator.sign(passkeyOptionsJson as string);
    const madeUp = authenticator.sign(JSON.stringify({ challenge: Buffer.alloc(38, 7).toString("base64url") }));
    expect((await signIn(api.stranger(), forStepUp))["__typename"]).toBe("PasskeyRefused");
    expect((await signIn(api.stranger(), madeUp))["__typename"]).toBe("PasskeyRefused");
    api.clock.forward(300_000);
    expect((await signIn(api.stranger(), late))["__typename"]).toBe("PasskeyRefused");
  });

  test("PasskeyRefused: whatever is no assertion at all", async () => {
    for (const text of ["", "{}", "null", "[]", '{"id":5}', '{"__proto__":{"id":"x"}}', "x".repeat(20_000)]) {
      expect((await signIn(api.stranger(), text))["__typename"]).toBe("PasskeyRefused");
    }
  });

  test("PasskeyRefused: somebody locked", async () => {
    const { user, authenticator } = await aHolder();
    await api.application.unitOfWork.unaudited((sql) =>
      sql.run("UPDATE users SET state = 'LOCKED' WHERE id = ?", [user.id]),
    );
    expect((await signIn(api.stranger(), authenticator.sign(await optionsFor(api.stranger()))))["__typename"]).toBe(
      "PasskeyRefused",
    );
  });
});

test("RateLimited: a hundred wrong assertions from one address, but never a right one", async () => {
  const own = await testApi({ signInLimits: { perAccountAndAddress: 4, perAddress: 6, windowSeconds: 300 } });
  try {
    const user = await aUser(own.application);
    const authenticator = await addPasskey(await own.as(user));
    const names = [];
    for (let i = 0; i < 8; i += 1) names.push((await signIn(own.stranger(), "{}"))["__typename"]);
    expect(names.slice(5)).toEqual(["PasskeyRefused", "RateLimited", "RateLimited"]);
    const right = authenticator.sign(await optionsFor(own.stranger()));
    expect((await signIn(own.stranger(), right))["__typename"]).toBe("SignedIn");
  } finally {
    await own.remove();
  }
});

test("after the password a passkey is the second factor, by a challenge for this sign-in only", async () => {
  const { user, authenticator } = await aHolder();
  const [caller, other] = [api.stranger(), api.stranger()];
  const needed = await does(caller, "signIn", { username: user.username, password });
  const elsewhere = await does(other, "signIn", { username: user.username, password });
  expect(needed).toMatchObject({ __typename: "SecondFactorNeeded", methods: ["PASSKEY"] });
  expect(await viewerOf(caller)).toBeNull();
  const passkeyAssertionJson = authenticator.sign(needed["passkeyOptionsJson"]);
  const { pendingId } = elsewhere;
  expect((await does(other, "continueSignIn", { pendingId, passkeyAssertionJson }))["__typename"]).toBe(
    "SecondFactorRefused",
  );
  const outcome = await does(caller, "continueSignIn", { pendingId: needed["pendingId"], passkeyAssertionJson });
  expect(outcome).toMatchObject({ __typename: "SignedIn", viewer: { methods: ["PASSWORD", "PASSKEY"] } });
});

test("somebody else's passkey is no second factor", async () => {
  const [mine, theirs] = [await aHolder(), await aHolder()];
  const caller = api.stranger();
  const needed = await does(caller, "signIn", { username: mine.user.username, password });
  const passkeyAssertionJson = theirs.authenticator.sign(needed["passkeyOptionsJson"]);
  const outcome = await does(caller, "continueSignIn", { pendingId: needed["pendingId"], passkeyAssertionJson });
  expect(outcome["__typename"]).toBe("SecondFactorRefused");
});
