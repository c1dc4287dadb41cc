import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { mutationsOf, oidcScene } from "../../test-support/oidc-scene.ts";
import type { Caller } from "../../test-support/test-api.ts";
import { testProvider } from "../../test-support/test-provider.ts";
import { userRepository } from "../accounts/user.repository.ts";

let scene: Awaited<ReturnType<typeof oidcScene>>;
let methodId: string;
beforeAll(async () => {
  scene = await oidcScene();
  methodId = scene.methodIds[0] ?? "";
  await scene.save(scene.draft());
});
afterAll(() => scene?.remove());

let count = 0;
/** Somebody with an account at the provider. */
async function somebody(claims: object = {}) {
  count += 1;
  const sub = `sub-${count}`;
  const said = { preferred_username: `visitor-${count}`, name: `Visitor ${count}`, groups: ["cards"], ...claims };
  await scene.provider.knows(sub, said);
  return { sub, username: String((said as Record<string, unknown>)["preferred_username"]) };
}

/** Changes how the method is set up, for as long as a test takes. */
async function withMethod(changes: object, run: () => Promise<void>): Promise<void> {
  const versionOf = async () => (await all()).find(({ id }) => id === methodId)?.version;
  await scene.save(scene.draft({ ...changes, version: await versionOf() }));
  try {
    await run();
  } finally {
    await scene.save(scene.draft({ version: await versionOf() }));
  }
}

async function all(): Promise<{ id: string; version: number }[]> {
  const answer = await scene.administrator.graphql("{ signInMethods { id version } }");
  return answer.data?.["signInMethods"] as { id: string; version: number }[];
}

const viewerOf = async (caller: Caller) => (await caller.graphql("{ viewer { user { username } } }")).data?.["viewer"];
const entries = (action: string) =>
  scene.api.at.database.reader.rows<{ outcome: string; facts: string }>(
    "SELECT outcome, facts FROM audit_events WHERE action = ? ORDER BY sequence",
    [action],
  );

describe("signing in at a provider", () => {
  test("makes an account for somebody new, as a self-service user, and knows them the next time", async () => {
    const { sub, username } = await somebody({ email: `${username0()}@example.org`, email_verified: true });
    const caller = scene.api.stranger();
    const came = await scene.signIn(caller, methodId, sub);
    expect(came).toMatchObject({
      purpose: "SIGN_IN",
      viewer: { user: { username, role: "SELF_SERVICE_USER" }, methods: ["OPENID_CONNECT"] },
    });
    expect(await viewerOf(caller)).toMatchObject({ user: { username } });
    const again = await scene.signIn(scene.api.stranger(), methodId, sub);
    expect(again).toMatchObject({ purpose: "SIGN_IN", viewer: { user: { username } } });
    const rows = await scene.api.at.database.reader.rows("SELECT 1 AS one FROM users WHERE username = ?", [username]);
    expect(rows).toHaveLength(1);
  });

  test("gives one account to somebody who comes twice at once", async () => {
    const { sub, username } = await somebody();
    const callers = [scene.api.stranger(), scene.api.stranger(), scene.api.stranger()];
    const came = await Promise.all(callers.map((caller) => scene.signIn(caller, methodId, sub)));
    expect(came.map(({ purpose }) => purpose)).toEqual(["SIGN_IN", "SIGN_IN", "SIGN_IN"]);
    const rows = await scene.api.at.database.reader.rows("SELECT 1 AS one FROM users WHERE username = ?", [username]);
    expect(rows).toHaveLength(1);
  });

  test("asks for the code flow with S256, a nonce and a state that are new each time", async () => {
    const one = new URL(await scene.begin(scene.api.stranger(), methodId)).searchParams;
    const other = new URL(await scene.begin(scene.api.stranger(), methodId)).searchParams;
    expect(Object.fromEntries(one)).toMatchObject({
      response_type: "code",
      code_challenge_method: "S256",
      client_id: "unlatch",
      redirect_uri: `http://localhost:4000/auth/oidc/${methodId}/return`,
      scope: "openid profile email groups",
    });
    for (const name of ["state", "nonce", "code_challenge"]) {
      expect(one.get(name)?.length).toBeGreaterThan(40);
      expect(one.get(name)).not.toBe(other.get(name));
    }
  });

  test("keeps what it needs in a cookie that scripts cannot read and other sites cannot send along in the background", async () => {
    const answer = await scene.api.stranger().inject({ method: "GET", url: `/auth/oidc/${methodId}/start` });
    expect(answer.status).toBe(303);
    expect(answer.headers["cache-control"]).toBe("no-store");
    const [cookie = ""] = [answer.headers["set-cookie"]].flat().map(String);
    expect(cookie).toMatch(/^unlatch-flow=[\w-]+; Max-Age=600; Path=\/; HttpOnly; SameSite=Lax$/);
    const state = new URL(String(answer.headers["location"])).searchParams.get("state") ?? "";
    expect(Buffer.from(cookie.split(/[=;]/)[1] ?? "", "base64url").toString()).not.toContain(state);
  });

  test("uses names and addresses of TLS where people come by it", async () => {
    const encrypted = await oidcScene({ publicUrl: "https://pin.example.org" });
    const id = encrypted.methodIds[0] ?? "";
    await encrypted.save(encrypted.draft());
    const answer = await encrypted.api.stranger().inject({ method: "GET", url: `/auth/oidc/${id}/start` });
    expect([answer.headers["set-cookie"]].flat().join()).toMatch(
      /^__Host-unlatch-flow=[\w-]+; Max-Age=600; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    );
    const asked = new URL(String(answer.headers["location"])).searchParams;
    expect(asked.get("redirect_uri")).toBe(`https://pin.example.org/auth/oidc/${id}/return`);
    await encrypted.remove();
  });

  test("takes the cookie back once it is over", async () => {
    const { sub } = await somebody();
    const caller = scene.api.stranger();
    await scene.signIn(caller, methodId, sub);
    expect(caller.cookies.has("unlatch-flow")).toBe(false);
  });

  test("asks for the second factor that somebody has here", async () => {
    const { sub, username } = await somebody();
    await scene.signIn(scene.api.stranger(), methodId, sub);
    const { unitOfWork } = scene.api.application;
    await unitOfWork.unaudited(async (sql) => {
      const user = await userRepository(sql).byUsername(username);
      await sql.run(
        "INSERT INTO totp_secrets (user_id, is_confirmed, sealed, last_step, created_at) VALUES (?, 1, ?, 0, ?)",
        [user?.id ?? "", new Uint8Array(8), new Date()],
      );
    });
    const came = await scene.signIn(scene.api.stranger(), methodId, sub);
    expect(came).toMatchObject({ __typename: "SecondFactorNeeded", methods: ["TOTP"] });
    const strong = await somebody({ amr: ["pwd", "otp"] });
    await scene.signIn(scene.api.stranger(), methodId, strong.sub);
    await withMethod({ openIdConnect: { trustsSecondFactor: true } }, async () => {
      expect(await scene.signIn(scene.api.stranger(), methodId, sub)).toMatchObject({
        __typename: "SecondFactorNeeded",
      });
      expect(await scene.signIn(scene.api.stranger(), methodId, strong.sub)).toMatchObject({ purpose: "SIGN_IN" });
    });
  });
});

const username0 = () => `mail-${randomUUID().slice(0, 8)}`;

describe("what does not count", () => {
  test("a state that another browser began with (state loss)", async () => {
    const { sub } = await somebody();
    const back = await scene.provider.visit(await scene.begin(scene.api.stranger(), methodId), sub);
    expect(await scene.finish(scene.api.stranger(), back)).toEqual({
      __typename: "ReturnUnknown",
      code: "RETURN_UNKNOWN",
      message: "This sign-in took too long, or began in another browser. Start signing in again.",
      field: null,
    });
    const other = scene.api.stranger();
    await scene.begin(other, methodId);
    expect(await scene.finish(other, back)).toMatchObject({ __typename: "ReturnUnknown" });
  });

  test("a state that was used before (replay), and the code is not even asked about", async () => {
    const { sub } = await somebody();
    const caller = scene.api.stranger();
    const address = await scene.begin(caller, methodId);
    const cookie = caller.cookies.get("unlatch-flow") ?? "";
    const back = await scene.provider.visit(address, sub);
    expect(await scene.finish(caller, back)).toMatchObject({ purpose: "SIGN_IN" });
    const replaying = scene.api.stranger();
    replaying.cookies.set("unlatch-flow", cookie);
    expect(await scene.finish(replaying, back)).toMatchObject({ __typename: "ReturnUnknown" });
    expect(await viewerOf(replaying)).toBeNull();
  });

  test("a state that was refused once does not come right the second time", async () => {
    const { sub } = await somebody();
    const caller = scene.api.stranger();
    const address = await scene.begin(caller, methodId);
    const cookie = caller.cookies.get("unlatch-flow") ?? "";
    const back = await scene.provider.visit(address, sub);
    const wrong = new URL(back);
    wrong.searchParams.set("code", "another");
    expect(await scene.finish(caller, wrong)).toMatchObject({ __typename: "ProviderRefused" });
    caller.cookies.set("unlatch-flow", cookie);
    expect(await scene.finish(caller, back)).toMatchObject({ __typename: "ReturnUnknown" });
  });

  test("a state that took more than ten minutes (expiry)", async () => {
    const { sub } = await somebody();
    const caller = scene.api.stranger();
    scene.api.clock.set(new Date(Date.now() - 10 * 60_000 - 1));
    const back = await scene.provider.visit(await scene.begin(caller, methodId), sub);
    scene.api.clock.set(new Date());
    expect(await scene.finish(caller, back)).toMatchObject({ __typename: "ReturnUnknown" });
  });

  test("a cookie that was altered", async () => {
    const { sub } = await somebody();
    const caller = scene.api.stranger();
    const back = await scene.provider.visit(await scene.begin(caller, methodId), sub);
    const sealed = caller.cookies.get("unlatch-flow") ?? "";
    for (const altered of ["", "A", sealed.slice(2), `${sealed.slice(0, -4)}AAAA`]) {
      caller.cookies.set("unlatch-flow", altered);
      expect(await scene.finish(caller, back)).toMatchObject({ __typename: "ReturnUnknown" });
    }
  });

  test("an answer of another issuer (mix-up), by what it says and by the address it comes to", async () => {
    const { sub } = await somebody();
    const caller = scene.api.stranger();
    const back = await scene.provider.visit(await scene.begin(caller, methodId), sub);
    const mixedUp = new URL(back);
    mixedUp.searchParams.set("iss", "https://attacker.example");
    expect(await scene.finish(caller, mixedUp)).toMatchObject({ __typename: "ProviderRefused" });
    const another = scene.api.stranger();
    const elsewhere = await scene.provider.visit(await scene.begin(another, methodId), sub);
    const answer = elsewhere.search.slice(1);
    expect(await scene.finish(another, { methodId: scene.methodIds[1] ?? "", answer })).toMatchObject({
      __typename: "ReturnUnknown",
    });
    const silent = scene.api.stranger();
    const without = await scene.provider.visit(await scene.begin(silent, methodId), sub);
    without.searchParams.delete("iss");
    expect(await scene.finish(silent, without)).toMatchObject({ __typename: "ProviderRefused" });
  });

  test("a token that was made for another nonce", async () => {
    const { sub } = await somebody();
    const caller = scene.api.stranger();
    const address = new URL(await scene.begin(caller, methodId));
    address.searchParams.set("nonce", "of another sign-in");
    const back = await scene.provider.visit(address.href, sub);
    expect(await scene.finish(caller, back)).toMatchObject({ __typename: "ProviderRefused" });
    expect(await viewerOf(caller)).toBeNull();
  });

  test("a code that was made for another browser's challenge (PKCE)", async () => {
    const { sub } = await somebody();
    const attacked = scene.api.stranger();
    const address = new URL(await scene.begin(attacked, methodId));
    address.searchParams.set("code_challenge", "A".repeat(43));
    const back = await scene.provider.visit(address.href, sub);
    expect(await scene.finish(attacked, back)).toMatchObject({ __typename: "ProviderRefused" });
  });

  test("ProviderRefused: somebody who turned back there; the provider's own words are kept nowhere", async () => {
    const caller = scene.api.stranger();
    const back = await scene.provider.visit(await scene.begin(caller, methodId), "nobody-it-knows");
    expect(back.searchParams.get("error_description")).toContain("secret words");
    const came = await scene.finish(caller, back);
    expect(came).toEqual({
      __typename: "ProviderRefused",
      code: "PROVIDER_REFUSED",
      message: "The other site didn't sign you in. Try again, or use another way.",
      field: null,
    });
    const kept = await entries("session.finishOpenIdConnect");
    expect(kept.at(-1)).toMatchObject({ outcome: "ProviderRefused" });
    expect(JSON.stringify(kept.at(-1))).toContain("access_denied");
    expect(JSON.stringify(kept)).not.toContain("secret words");
    expect(scene.api.log.join()).not.toContain("secret words");
  });

  test("ProofTooWeak: a sign-in that was not checked as strongly as is asked for (wrong acr)", async () => {
    const weak = await somebody({ acr: "urn:weak" });
    const strong = await somebody({ acr: "urn:strong" });
    await withMethod({ openIdConnect: { requiredAcr: "urn:strong" } }, async () => {
      const address = await scene.begin(scene.api.stranger(), methodId);
      expect(new URL(address).searchParams.get("acr_values")).toBe("urn:strong");
      expect(await scene.signIn(scene.api.stranger(), methodId, weak.sub)).toMatchObject({
        __typename: "ProofTooWeak",
      });
      expect(await scene.signIn(scene.api.stranger(), methodId, strong.sub)).toMatchObject({ purpose: "SIGN_IN" });
    });
  });

  test("RateLimited: whoever goes on coming back with nothing", async () => {
    const slow = await oidcScene({ signInLimits: { perAccountAndAddress: 3, perAddress: 3, windowSeconds: 60 } });
    const back = { methodId: slow.methodIds[0] ?? "", answer: "state=none&code=none" };
    const came = [];
    for (let tries = 0; tries < 4; tries += 1) came.push((await slow.finish(slow.api.stranger(), back))["__typename"]);
    expect(came).toEqual(["ReturnUnknown", "ReturnUnknown", "ReturnUnknown", "RateLimited"]);
    await slow.remove();
  });
});

describe("the two addresses", () => {
  test.each([
    ["//attacker.example/x"],
    ["https://attacker.example"],
    ["/\\attacker.example"],
    ["/%09/attacker.example\t"],
    ["javascript:alert(1)"],
    ["cards"],
    ["/cards\r\nLocation: https://attacker.example"],
  ])("carry nobody to another site afterwards: %j (open redirect)", async (next) => {
    const caller = scene.api.stranger();
    const { sub } = await somebody();
    const query = `?next=${encodeURIComponent(next)}`;
    const back = await scene.provider.visit(await scene.begin(caller, methodId, query), sub);
    const landed = await caller.inject({ method: "GET", url: `${back.pathname}${back.search}` });
    expect(landed.status).toBe(303);
    const location = new URL(String(landed.headers["location"]), "http://localhost:4000");
    expect(location.origin).toBe("http://localhost:4000");
    expect(location.pathname).toBe("/sign-in/returned");
    expect(location.search).toBe("");
  });

  test("take somebody on to where they wanted to go", async () => {
    const caller = scene.api.stranger();
    const { sub } = await somebody();
    const address = await scene.begin(caller, methodId, "?next=%2Fcards%2F7%3Ftab%3D1");
    const back = await scene.provider.visit(address, sub);
    const landed = await caller.inject({ method: "GET", url: `${back.pathname}${back.search}` });
    const location = new URL(String(landed.headers["location"]), "http://localhost:4000");
    expect(location.pathname + location.search).toBe("/sign-in/returned?next=%2Fcards%2F7%3Ftab%3D1");
    expect(new URLSearchParams(location.hash.slice(1)).get("answer")).toBe(back.search.slice(1));
  });

  test("begin nothing that another site asked for", async () => {
    const answer = await scene.api.stranger().inject({
      method: "GET",
      url: `/auth/oidc/${methodId}/start`,
      headers: { "sec-fetch-site": "cross-site" },
    });
    expect(answer.headers["location"]).toBe("/sign-in");
    expect(answer.headers["set-cookie"]).toBeUndefined();
  });

  test("ProviderUnreachable: say so in a page of ours, where the other methods are", async () => {
    const id = randomUUID();
    const gone = await testProvider([]);
    await gone.stop();
    const { issuer } = gone;
    expect(await scene.save(scene.draft({ id, label: "Gone", openIdConnect: { issuer } }))).toMatchObject({
      __typename: "SignInMethodsSaved",
    });
    expect(await scene.begin(scene.api.stranger(), id)).toBe("/sign-in/returned#problem=ProviderUnreachable");
    expect((await entries("session.beginOpenIdConnect")).at(-1)).toMatchObject({ outcome: "ProviderUnreachable" });
    const site = await scene.api.stranger().graphql("{ site { signInMethods { kind } } }");
    expect(site.data?.["site"].signInMethods).toContainEqual({ kind: "PASSWORD" });
    await mutationsOf(scene.administrator)("removeSignInMethod", { id }, "__typename");
  });

  test("know no method that is off, of another kind, or none at all", async () => {
    await mutationsOf(scene.administrator)("switchSignInMethod", { id: methodId, isOn: false }, "__typename");
    for (const id of [methodId, "00000000-0000-4000-8000-000000000002", randomUUID(), "x"]) {
      expect(await scene.begin(scene.api.stranger(), id)).toBe("/sign-in/returned#problem=ReturnUnknown");
    }
    await mutationsOf(scene.administrator)("switchSignInMethod", { id: methodId, isOn: true }, "__typename");
  });
});
