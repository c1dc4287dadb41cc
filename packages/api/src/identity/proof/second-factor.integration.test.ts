import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { aUser } from "../../test-support/builders.ts";
import { addTotp, codeOf } from "../../test-support/second-factors.ts";
import { does } from "../../test-support/sign-in-documents.ts";
import { type Caller, type TestApi, testApi } from "../../test-support/test-api.ts";
import { hashPassword, type UserRecord } from "../index.ts";

const password = "a long walk by the sea";
let api: TestApi;
let passwordHash: string;
beforeAll(async () => {
  api = await testApi({ signInLimits: { perAccountAndAddress: 12, perAddress: 1000, windowSeconds: 300 } });
  passwordHash = await hashPassword(password);
});
afterAll(() => api.remove());

let user: UserRecord;
let text: string;
let codes: string[];
const code = () => codeOf(text, api.clock.now());
const nextStep = () => api.clock.forward(30_000);
beforeEach(async () => {
  user = await aUser(api.application, { passwordHash });
  const caller = await api.as(user);
  text = await addTotp(caller, api.clock.now());
  codes = (await does(caller, "makeRecoveryCodes"))["codes"];
  nextStep();
});

const begin = async (caller: Caller = api.stranger()) => {
  const needed = await does(caller, "signIn", { username: user.username, password });
  return { caller, needed, pendingId: needed["pendingId"] as string };
};
const goOn = (caller: Caller, pendingId: string, given: object) =>
  does(caller, "continueSignIn", { pendingId, ...given });

describe("with an authenticator app set up", () => {
  test("SecondFactorNeeded: the password alone gives no session", async () => {
    const { caller, needed } = await begin();
    expect(needed).toMatchObject({
      __typename: "SecondFactorNeeded",
      methods: ["TOTP", "RECOVERY_CODE"],
      passkeyOptionsJson: null,
      message: "Confirm it's you.",
    });
    expect(caller.cookies.size).toBe(0);
  });

  test("the newest code signs in, with spaces as apps show it", async () => {
    const { caller, pendingId } = await begin();
    const totp = `${code().slice(0, 3)} ${code().slice(3)}`;
    expect(await goOn(caller, pendingId, { totp })).toMatchObject({
      __typename: "SignedIn",
      viewer: { user: { username: user.username }, methods: ["PASSWORD", "TOTP"] },
    });
  });

  test("SecondFactorRefused: a code that was used before, in the same sign-in or another", async () => {
    const used = code();
    const first = await begin();
    await goOn(first.caller, first.pendingId, { totp: used });
    const second = await begin();
    expect((await goOn(second.caller, second.pendingId, { totp: used }))["__typename"]).toBe("SecondFactorRefused");
    nextStep();
    expect((await goOn(second.caller, second.pendingId, { totp: used }))["__typename"]).toBe("SecondFactorRefused");
    expect((await goOn(second.caller, second.pendingId, { totp: code() }))["__typename"]).toBe("SignedIn");
  });

  test("one code used ten times at once signs in once", async () => {
    const signIns = await Promise.all(Array.from({ length: 10 }, () => begin()));
    const totp = code();
    const outcomes = await Promise.all(signIns.map(({ caller, pendingId }) => goOn(caller, pendingId, { totp })));
    expect(outcomes.filter(({ __typename }) => __typename === "SignedIn")).toHaveLength(1);
  });

  test("a code of the step before or after is taken, one further off is not", async () => {
    const { caller, pendingId } = await begin();
    const at = (steps: number) => codeOf(text, new Date(api.clock.now().getTime() + steps * 30_000));
    expect((await goOn(caller, pendingId, { totp: at(2) }))["__typename"]).toBe("SecondFactorRefused");
    expect((await goOn(caller, pendingId, { totp: at(1) }))["__typename"]).toBe("SignedIn");
  });

  test("a recovery code signs in, once, however it is typed", async () => {
    const [recoveryCode = ""] = codes;
    const first = await begin();
    const typed = recoveryCode.toLowerCase().replaceAll("-", " ").replaceAll("0", "o").replaceAll("1", "l");
    expect(await goOn(first.caller, first.pendingId, { recoveryCode: typed })).toMatchObject({
      __typename: "SignedIn",
      viewer: { methods: ["PASSWORD", "RECOVERY_CODE"] },
    });
    const second = await begin();
    expect((await goOn(second.caller, second.pendingId, { recoveryCode }))["__typename"]).toBe("SecondFactorRefused");
  });

  test("SecondFactorRefused: nothing given, two things given, somebody else's recovery code", async () => {
    const other = await aUser(api.application, { passwordHash });
    const otherCaller = await api.as(other);
    await addTotp(otherCaller, api.clock.now());
    const [theirs] = (await does(otherCaller, "makeRecoveryCodes"))["codes"] as string[];
    const { caller, pendingId } = await begin();
    for (const given of [{}, { totp: code(), recoveryCode: codes[0] }, { recoveryCode: theirs }, { totp: "" }]) {
      expect((await goOn(caller, pendingId, given))["__typename"]).toBe("SecondFactorRefused");
    }
  });

  test("SignInOver: after five wrong ones, after five minutes, after it was gone on with, and for what never was", async () => {
    const spent = await begin();
    for (let i = 0; i < 5; i += 1) await goOn(spent.caller, spent.pendingId, { totp: "000000" });
    expect((await goOn(spent.caller, spent.pendingId, { totp: code() }))["__typename"]).toBe("SignInOver");
    const done = await begin();
    await goOn(done.caller, done.pendingId, { totp: code() });
    nextStep();
    expect((await goOn(done.caller, done.pendingId, { totp: code() }))["__typename"]).toBe("SignInOver");
    const late = await begin();
    api.clock.forward(300_000);
    expect((await goOn(late.caller, late.pendingId, { totp: code() }))["__typename"]).toBe("SignInOver");
    expect((await goOn(api.stranger(), "made up", { totp: code() }))["__typename"]).toBe("SignInOver");
  });

  test("SignInOver: the password was changed while the second factor was awaited", async () => {
    const { caller, pendingId } = await begin();
    const owner = await api.as(user);
    await does(owner, "stepUp", { recoveryCode: codes[0] });
    const changed = await does(owner, "changePassword", { password: "another walk by the sea" });
    expect(changed["__typename"]).toBe("AccountSaved");
    expect((await goOn(caller, pendingId, { totp: code() }))["__typename"]).toBe("SignInOver");
  });

  test("RateLimited: guessing codes waits, over all sign-ins together, even with the right one", async () => {
    for (let round = 0; round < 3; round += 1) {
      const { caller, pendingId } = await begin();
      for (let i = 0; i < 4; i += 1) await goOn(caller, pendingId, { totp: "000000" });
    }
    const { caller, pendingId } = await begin();
    expect(await goOn(caller, pendingId, { totp: code() })).toMatchObject({
      __typename: "RateLimited",
      retryAfterSeconds: 300,
    });
  });
});

test("neither the secret of an app nor a recovery code is in any table, entry or log", async () => {
  const kept = await Promise.all(
    ["totp_secrets", "recovery_codes", "audit_events", "pending_sign_ins"].map((table) =>
      api.at.database.reader.rows<Record<string, unknown>>(`SELECT * FROM ${table}`),
    ),
  );
  const everything = kept
    .flat()
    .flatMap((row) => Object.values(row))
    .map((value) => (value instanceof Uint8Array ? Buffer.from(value).toString("latin1") : String(value)))
    .concat(api.log)
    .join("\n");
  const plain = text.replaceAll(" ", "");
  for (const secret of [plain, ...codes, ...codes.map((one) => one.replaceAll("-", ""))]) {
    expect(everything).not.toContain(secret);
  }
});
