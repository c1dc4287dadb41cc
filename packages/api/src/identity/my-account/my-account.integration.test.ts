import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { aUser } from "../../test-support/builders.ts";
import { addPasskey, addTotp, codeOf } from "../../test-support/second-factors.ts";
import { does } from "../../test-support/sign-in-documents.ts";
import { type Caller, type TestApi, testApi } from "../../test-support/test-api.ts";
import { hashPassword, type UserRecord } from "../index.ts";

const password = "a long walk by the sea";
const minute = 60_000;
let api: TestApi;
let passwordHash: string;
beforeAll(async () => {
  api = await testApi({ signInLimits: { perAccountAndAddress: 1000, perAddress: 1000, windowSeconds: 300 } });
  passwordHash = await hashPassword(password);
});
afterAll(() => api.remove());

let user: UserRecord;
let caller: Caller;
beforeEach(async () => {
  user = await aUser(api.application, { passwordHash });
  caller = await api.as(user);
});
const account = async (by = caller) =>
  (
    await by.graphql(`{ viewer { account { email emailIsConfirmed hasTotp recoveryCodesLeft methods
      passkeys { id label createdAt lastUsedAt } sessions { id label address isCurrent } } } }`)
  ).data?.["viewer"]?.account;
const name = (outcome: Record<string, unknown>) => outcome["__typename"];
const resetNoted = async () =>
  (
    await api.at.database.reader.row<{ at: unknown }>("SELECT sign_in_reset_at AS at FROM users WHERE id = ?", [
      user.id,
    ])
  )?.at !== null;
const lastEntry = () =>
  api.at.database.reader.row<Record<string, unknown>>("SELECT * FROM audit_events ORDER BY sequence DESC LIMIT 1");

const changes: readonly (readonly [Parameters<typeof does>[1], object | undefined])[] = [
  ["beginAddPasskey", undefined],
  ["addPasskey", { attestationJson: "{}", label: "x" }],
  ["renamePasskey", { passkeyId: "x", label: "x" }],
  ["removePasskey", { passkeyId: "x" }],
  ["beginAddTotp", undefined],
  ["confirmTotp", { code: "000000" }],
  ["removeTotp", undefined],
  ["makeRecoveryCodes", undefined],
  ["changePassword", { password: "another walk by the sea" }],
  ["changePersonalDetails", { displayName: "Somebody Else", email: null }],
  ["endSession", { sessionId: "x" }],
  ["endOtherSessions", undefined],
];

test.each(changes)(
  "StepUpNeeded: %s five minutes after the last proof, and it changes nothing",
  async (mutation, input) => {
    const before = await account();
    api.clock.forward(5 * minute + 1);
    expect(await does(caller, mutation, input)).toMatchObject({
      __typename: "StepUpNeeded",
      maxAgeSeconds: 300,
      methods: ["PASSWORD"],
    });
    expect(await lastEntry()).toMatchObject({ outcome: "StepUpNeeded", was_refused: 1, actor_id: user.id });
    expect(await account()).toEqual(before);
  },
);

describe("proving once more who one is", () => {
  test("gives the session a new cookie, and the old one is worth nothing", async () => {
    const old = api.stranger();
    old.cookies.set("unlatch", caller.cookies.get("unlatch") ?? "");
    api.clock.forward(6 * minute);
    expect(await does(caller, "stepUp", { password })).toMatchObject({
      __typename: "SteppedUp",
      viewer: { methods: ["PASSWORD"], provedAt: api.clock.now().toISOString() },
    });
    expect(caller.cookies.get("unlatch")).not.toBe(old.cookies.get("unlatch"));
    expect(await account(old)).toBeUndefined();
    expect(name(await does(caller, "beginAddTotp"))).toBe("TotpBegun");
  });

  test("does not make the session last longer than it would have", async () => {
    const end = api.clock.now().getTime() + 10 * 60 * minute;
    for (let step = 0; step < 59; step += 1) {
      api.clock.forward(10 * minute);
      expect(name(await does(caller, "stepUp", { password }))).toBe("SteppedUp");
    }
    api.clock.set(new Date(end));
    expect(await account()).toBeUndefined();
  });

  test("StepUpRefused: a wrong password, nothing, or two things; the session stays as it was", async () => {
    const cookie = caller.cookies.get("unlatch");
    for (const given of [{ password: "wrong" }, {}, { password, totp: "000000" }, { totp: "000000" }]) {
      expect(name(await does(caller, "stepUp", given))).toBe("StepUpRefused");
    }
    expect(caller.cookies.get("unlatch")).toBe(cookie);
    expect(await account()).not.toBeUndefined();
  });

  test("RateLimited: after too many wrong ones", async () => {
    const own = await testApi({ signInLimits: { perAccountAndAddress: 3, perAddress: 1000, windowSeconds: 300 } });
    try {
      const other = await own.as(await aUser(own.application, { passwordHash }));
      for (let i = 0; i < 3; i += 1) await does(other, "stepUp", { password: "wrong" });
      expect(await does(other, "stepUp", { password })).toMatchObject({
        __typename: "RateLimited",
        retryAfterSeconds: 300,
      });
    } finally {
      await own.remove();
    }
  });
});

describe("passkeys", () => {
  test("are added, renamed and taken away", async () => {
    await addPasskey(caller);
    const [{ id }] = (await account()).passkeys as [{ id: string }];
    expect(name(await does(caller, "renamePasskey", { passkeyId: id, label: " Work phone " }))).toBe("AccountSaved");
    expect((await account()).passkeys).toMatchObject([{ id, label: "Work phone", lastUsedAt: null }]);
    const removed = await does(caller, "removePasskey", { passkeyId: id });
    expect(removed).toMatchObject({ __typename: "AccountSaved", account: { passkeys: [], methods: ["PASSWORD"] } });
  });

  test("PasskeyRefused: the same one twice, an answer to somebody else's question, or none", async () => {
    const other = await api.as(user);
    const { optionsJson } = await does(other, "beginAddPasskey");
    const { softAuthenticator } = await import("../../test-support/soft-authenticator.ts");
    const attestationJson = softAuthenticator().make(optionsJson as string);
    expect(name(await does(caller, "addPasskey", { attestationJson, label: "x" }))).toBe("PasskeyRefused");
    expect(name(await does(other, "addPasskey", { attestationJson, label: "x" }))).toBe("AccountSaved");
    expect(name(await does(other, "addPasskey", { attestationJson, label: "x" }))).toBe("PasskeyRefused");
    expect(name(await does(other, "addPasskey", { attestationJson: "no", label: "x" }))).toBe("PasskeyRefused");
  });

  test("PasskeyLabelUnusable: empty, too long, with characters nobody sees", async () => {
    for (const label of ["", "  ", "x".repeat(101), "a\u0000b"]) {
      expect(name(await does(caller, "renamePasskey", { passkeyId: "x", label }))).toBe("PasskeyLabelUnusable");
    }
  });

  test("PasskeyNotFound: somebody else's looks like none", async () => {
    const other = await api.as(await aUser(api.application, { passwordHash }));
    await addPasskey(other);
    const [{ id }] = (await account(other)).passkeys as [{ id: string }];
    const theirs = await does(caller, "removePasskey", { passkeyId: id });
    expect(theirs).toEqual(await does(caller, "removePasskey", { passkeyId: "made up" }));
    expect(name(theirs)).toBe("PasskeyNotFound");
    expect((await account(other)).passkeys).toHaveLength(1);
  });

  test("taking one away is a reset where only younger ones than a day are left, and none beside an older one", async () => {
    const idsNow = async () => ((await account()).passkeys as { id: string }[]).map(({ id }) => id);
    const remove = async (passkeyId: string | undefined) =>
      expect(name(await does(caller, "removePasskey", { passkeyId }))).toBe("AccountSaved");
    const authenticator = await addPasskey(caller);
    const [old] = await idsNow();
    api.clock.forward(24 * 60 * minute);
    caller = await api.as(user);
    const { passkeyOptionsJson } = await does(caller, "beginStepUp");
    await does(caller, "stepUp", { passkeyAssertionJson: authenticator.sign(passkeyOptionsJson) });
    await addPasskey(caller);
    await addPasskey(caller);
    await remove((await idsNow()).at(-1));
    expect(await resetNoted()).toBe(false);
    await remove(old);
    expect(await resetNoted()).toBe(true);
  });

  test("LastWayIn: the last passkey of somebody without a password stays", async () => {
    await addPasskey(caller);
    await addPasskey(caller);
    await api.application.unitOfWork.unaudited((sql) =>
      sql.run("UPDATE users SET password_hash = NULL WHERE id = ?", [user.id]),
    );
    const [first, last] = (await account()).passkeys as { id: string }[];
    expect(name(await does(caller, "removePasskey", { passkeyId: first?.id }))).toBe("AccountSaved");
    expect(await does(caller, "removePasskey", { passkeyId: last?.id })).toMatchObject({
      __typename: "LastWayIn",
      message: "This is your last way to sign in. Add another one first.",
    });
  });
});

describe("the authenticator app", () => {
  test("TotpRefused: nothing is set up until its first code was right", async () => {
    await does(caller, "beginAddTotp");
    expect(name(await does(caller, "confirmTotp", { code: "000000" }))).toBe("TotpRefused");
    expect((await account()).hasTotp).toBe(false);
  });

  test("the one in use goes on working until a new one is confirmed", async () => {
    const old = await addTotp(caller, api.clock.now());
    const { text } = await does(caller, "beginAddTotp");
    api.clock.forward(30_000);
    expect(name(await does(caller, "stepUp", { totp: codeOf(old, api.clock.now()) }))).toBe("SteppedUp");
    expect(name(await does(caller, "confirmTotp", { code: codeOf(text, api.clock.now()) }))).toBe("AccountSaved");
    api.clock.forward(30_000);
    expect(name(await does(caller, "stepUp", { totp: codeOf(old, api.clock.now()) }))).toBe("StepUpRefused");
    expect(name(await does(caller, "stepUp", { totp: codeOf(text, api.clock.now()) }))).toBe("SteppedUp");
  });

  test("its QR code names the site and the account, and holds the same secret as the text", async () => {
    const { otpauthUri, text } = await does(caller, "beginAddTotp");
    const uri = new URL(otpauthUri as string);
    expect(decodeURIComponent(uri.pathname)).toContain(user.username);
    expect(uri.searchParams.get("issuer")).toBe("Test");
    expect(uri.searchParams.get("secret")).toBe((text as string).replaceAll(" ", ""));
  });

  test("TotpNotFound: there is none to take away", async () => {
    expect(name(await does(caller, "removeTotp"))).toBe("TotpNotFound");
  });

  test("taking the only second factor away is a reset, and the recovery codes go with it", async () => {
    await addTotp(caller, api.clock.now());
    await does(caller, "makeRecoveryCodes");
    expect(await resetNoted()).toBe(false);
    expect(await does(caller, "removeTotp")).toMatchObject({ account: { hasTotp: false, recoveryCodesLeft: 0 } });
    expect(await resetNoted()).toBe(true);
  });

  test("setting one up in place of another is a reset", async () => {
    await addTotp(caller, api.clock.now());
    expect(await resetNoted()).toBe(false);
    api.clock.forward(30_000);
    await addTotp(caller, api.clock.now());
    expect(await resetNoted()).toBe(true);
  });

  test("setting one up after a recovery code is a reset; setting up a first one is none", async () => {
    await addTotp(caller, api.clock.now());
    const [recoveryCode] = (await does(caller, "makeRecoveryCodes"))["codes"] as string[];
    expect(await resetNoted()).toBe(false);
    await does(caller, "stepUp", { recoveryCode });
    api.clock.forward(30_000);
    await addTotp(caller, api.clock.now());
    expect(await resetNoted()).toBe(true);
  });
});

test("NoSecondFactor: recovery codes stand in for something", async () => {
  expect(name(await does(caller, "makeRecoveryCodes"))).toBe("NoSecondFactor");
});

test("ten recovery codes are made, all different, and new ones take the place of the old", async () => {
  await addTotp(caller, api.clock.now());
  const first = (await does(caller, "makeRecoveryCodes"))["codes"] as string[];
  expect(new Set(first).size).toBe(10);
  for (const code of first) expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}$/);
  await does(caller, "makeRecoveryCodes");
  expect((await account()).recoveryCodesLeft).toBe(10);
  expect(name(await does(caller, "stepUp", { recoveryCode: first[0] }))).toBe("StepUpRefused");
});

describe("the password", () => {
  const newPassword = "another walk by the sea";

  test("changes, ends one's other sessions, and counts as a reset", async () => {
    const elsewhere = await api.as(user);
    expect(name(await does(caller, "changePassword", { password: newPassword }))).toBe("AccountSaved");
    expect(await account(elsewhere)).toBeUndefined();
    expect(await account()).not.toBeUndefined();
    expect(await resetNoted()).toBe(true);
    const sign = (given: string) => does(api.stranger(), "signIn", { username: user.username, password: given });
    expect(name(await sign(password))).toBe("SignInRefused");
    expect(name(await sign(newPassword))).toBe("SignedIn");
  });

  test("PasswordTooWeak: fewer than 15 characters without a second factor, fewer than 8 with one, or guessed first", async () => {
    expect(name(await does(caller, "changePassword", { password: "elf letters" }))).toBe("PasswordTooWeak");
    expect(name(await does(caller, "changePassword", { password: "Sunshine2024 Dragon" }))).toBe("PasswordTooWeak");
    await addTotp(caller, api.clock.now());
    expect(await does(caller, "changePassword", { password: "7 ducks" })).toMatchObject({
      __typename: "PasswordTooWeak",
      message: "Password must have 8 characters or more. A few words in a row make a good one.",
    });
    expect(name(await does(caller, "changePassword", { password: "sunshine1" }))).toBe("PasswordTooWeak");
    expect(name(await does(caller, "changePassword", { password: "bluzek-7" }))).toBe("AccountSaved");
  });

  test("PasswordTooWeak: a short one keeps the second factor from being taken away", async () => {
    await addTotp(caller, api.clock.now());
    await does(caller, "changePassword", { password: "bluzek-7" });
    expect(await does(caller, "removeTotp")).toMatchObject({
      __typename: "PasswordTooWeak",
      message: "Your password is too short to stand alone. Choose one of 15 characters or more first.",
      field: null,
    });
    await does(caller, "changePassword", { password: newPassword });
    expect(name(await does(caller, "removeTotp"))).toBe("AccountSaved");
  });
});

describe("personal details", () => {
  const change = (displayName: string, email: string | null) =>
    does(caller, "changePersonalDetails", { displayName, email });

  test("are kept; a first mail address is no reset, another one is", async () => {
    expect(await change(" Ada Lund ", "ada@example.org")).toMatchObject({
      account: { displayName: "Ada Lund", email: "ada@example.org", emailIsConfirmed: false },
    });
    expect(await resetNoted()).toBe(false);
    await change("Ada Lund", "ada@example.org");
    expect(await resetNoted()).toBe(false);
    await change("Ada Lund", "other@example.org");
    expect(await resetNoted()).toBe(true);
  });

  test.each([
    "no",
    "a@b",
    "a b@example.org",
    "a@example.org\nbcc: b@example.org",
    `${"x".repeat(65)}@example.org`,
    "a@-x.org",
  ])("EmailUnusable: %j", async (email) => {
    expect(name(await change("Ada Lund", email))).toBe("EmailUnusable");
  });

  test("DisplayNameUnusable: empty, or too long in the form in which names are searched", async () => {
    expect(name(await change(" ", null))).toBe("DisplayNameUnusable");
    expect(name(await change("\u{FDFA}".repeat(12), null))).toBe("DisplayNameUnusable");
    expect(name(await change("\u{1F600}".repeat(200), null))).toBe("AccountSaved");
  });
});

describe("sessions", () => {
  test("are told apart by browser and place, and name the one that asks", async () => {
    const phone = api.stranger();
    await phone.inject({
      method: "POST",
      url: "/graphql",
      headers: {
        "content-type": "application/json",
        "user-agent":
          "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605 Version/18.0 Mobile Safari/604",
      },
      payload: {
        query: "mutation ($input: SignInInput!) { signIn(input: $input) { __typename } }",
        variables: { input: { username: user.username, password } },
      },
    });
    const { sessions } = await account(phone);
    expect(sessions).toHaveLength(2);
    expect(sessions).toContainEqual(
      expect.objectContaining({ label: "Safari on iPhone", address: "127.0.0.1", isCurrent: true }),
    );
    expect(JSON.stringify(sessions)).not.toContain(phone.cookies.get("unlatch"));
  });

  test("are ended one by one, or all but this one", async () => {
    const [one, two] = [await api.as(user), await api.as(user)];
    const id = ((await account(one)).sessions as { id: string; isCurrent: boolean }[]).find(
      ({ isCurrent }) => isCurrent,
    )?.id;
    expect(name(await does(caller, "endSession", { sessionId: id }))).toBe("AccountSaved");
    expect(await account(one)).toBeUndefined();
    expect(await account(two)).not.toBeUndefined();
    expect(name(await does(caller, "endOtherSessions"))).toBe("AccountSaved");
    expect(await account(two)).toBeUndefined();
    expect((await account()).sessions).toHaveLength(1);
  });

  test("SessionNotFound: somebody else's looks like none", async () => {
    const other = await api.as(await aUser(api.application));
    const [{ id }] = (await account(other)).sessions as [{ id: string }];
    const theirs = await does(caller, "endSession", { sessionId: id });
    expect(theirs).toEqual(await does(caller, "endSession", { sessionId: "made up" }));
    expect(name(theirs)).toBe("SessionNotFound");
    expect(await account(other)).not.toBeUndefined();
  });
});
