import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { hashPassword } from "../accounts/password-hash.ts";
import { system } from "../../platform/actor.ts";
import { aUser } from "../../test-support/builders.ts";
import { mutationsOf, oidcScene } from "../../test-support/oidc-scene.ts";
import { addPasskey } from "../../test-support/second-factors.ts";
import { does } from "../../test-support/sign-in-documents.ts";
import { testProvider } from "../../test-support/test-provider.ts";

const [passkey, password] = ["00000000-0000-4000-8000-000000000001", "00000000-0000-4000-8000-000000000002"];
let scene: Awaited<ReturnType<typeof oidcScene>>;
let methodId: string;
beforeAll(async () => {
  scene = await oidcScene();
  methodId = scene.methodIds[0] ?? "";
});
afterAll(() => scene?.remove());

const said =
  "__typename ... on SignInMethodsSaved { signInMethods { id isOn position version } } ... on Refusal { code message field }";
const change = (name: string, input: object) => mutationsOf(scene.administrator)(name, input, said);
const offered = async () =>
  (await scene.api.stranger().graphql("{ site { signInMethods { kind label position } } }")).data?.["site"]
    .signInMethods;

describe("the methods", () => {
  test("are passkey and password to begin with, and strangers see the enabled ones in order", async () => {
    expect(await offered()).toEqual([
      { kind: "PASSKEY", label: "Passkey", position: 1 },
      { kind: "PASSWORD", label: "Password", position: 2 },
    ]);
  });

  test("a new one stands last, with its secret sealed and given out nowhere", async () => {
    const came = await scene.save(scene.draft());
    expect(came["signInMethods"].at(-1)).toEqual({
      id: methodId,
      kind: "OPENID_CONNECT",
      label: "Example ID",
      position: 3,
      isOn: true,
      version: 1,
      isCredentialKept: true,
      redirectUri: `http://localhost:4000/auth/oidc/${methodId}/return`,
    });
    const [row] = await scene.api.at.database.reader.rows<Record<string, unknown>>(
      "SELECT * FROM sign_in_methods WHERE id = ?",
      [methodId],
    );
    expect(Buffer.from(row?.["secret_sealed"] as Uint8Array).toString("latin1")).not.toContain(scene.secret);
    expect(JSON.stringify(row)).not.toContain(scene.secret);
    const kept = await scene.api.at.database.reader.rows(
      "SELECT * FROM audit_events WHERE action LIKE 'signInMethod.%'",
    );
    expect(JSON.stringify(kept)).not.toContain(scene.secret);
    expect(scene.api.log.join()).not.toContain(scene.secret);
  });

  test("are put into an order; SignInMethodChanged: not when one of them is missing, twice there, or unknown", async () => {
    expect(await change("orderSignInMethods", { ids: [methodId, password, passkey] })).toMatchObject({
      signInMethods: [{ id: methodId }, { id: password }, { id: passkey }],
    });
    expect((await offered()).map(({ kind }: { kind: string }) => kind)).toEqual([
      "OPENID_CONNECT",
      "PASSWORD",
      "PASSKEY",
    ]);
    for (const ids of [[methodId], [methodId, password, password], [methodId, password, passkey, "x"]]) {
      expect(await change("orderSignInMethods", { ids })).toMatchObject({
        __typename: "SignInMethodChanged",
        message: "Somebody changed the methods meanwhile. Load the page again.",
      });
    }
  });

  test("SignInMethodChanged: what somebody else saved meanwhile is not overwritten", async () => {
    for (const version of [null, 0, 7]) {
      expect(await scene.save(scene.draft({ version }))).toMatchObject({ __typename: "SignInMethodChanged" });
    }
  });

  test("SignInMethodNotFound: nothing is saved over what is not there, nor removed, nor switched; and what is built in stays", async () => {
    const id = randomUUID();
    expect(await scene.save(scene.draft({ id, version: 1 }))).toMatchObject({ __typename: "SignInMethodNotFound" });
    expect(await scene.save(scene.draft({ id: password, version: 1 }))).toMatchObject({
      __typename: "SignInMethodNotFound",
    });
    expect(await change("switchSignInMethod", { id, isOn: true })).toMatchObject({
      __typename: "SignInMethodNotFound",
    });
    for (const gone of [id, password, passkey]) {
      expect(await change("removeSignInMethod", { id: gone })).toEqual({
        __typename: "SignInMethodNotFound",
        code: "SIGN_IN_METHOD_NOT_FOUND",
        message: "There is no such method. Go back to the list of methods.",
        field: ["id"],
      });
    }
  });

  test.each([
    [{ label: " " }, ["label"]],
    [{ id: "x" }, ["id"]],
    [{ secret: "x".repeat(2001) }, ["secret"]],
    [{ rules: { requiredGroup: "x".repeat(501) } }, ["rules", "requiredGroup"]],
    [{ openIdConnect: { issuer: "http://login.example.org" } }, ["openIdConnect", "issuer"]],
    [{ openIdConnect: { issuer: "https://login.example.org/?a=b" } }, ["openIdConnect", "issuer"]],
    [{ openIdConnect: { issuer: "https://user:word@login.example.org" } }, ["openIdConnect", "issuer"]],
    [{ openIdConnect: { issuer: "ftp://127.0.0.1" } }, ["openIdConnect", "issuer"]],
    [{ openIdConnect: { clientId: "" } }, ["openIdConnect", "clientId"]],
    [{ openIdConnect: { scopes: ["two words"] } }, ["openIdConnect", "scopes"]],
  ])("SignInMethodUnusable: %j is said at its field", async (changes, field) => {
    const came = await scene.save(scene.draft({ id: randomUUID(), ...changes }));
    expect(came).toMatchObject({ __typename: "SignInMethodUnusable", field });
    expect(came["message"]).not.toBe("");
  });

  test("a secret that is kept goes to nobody else: for another issuer or client it has to be typed again", async () => {
    const version = 1;
    const elsewhere = await testProvider([]);
    for (const openIdConnect of [{ issuer: elsewhere.issuer }, { clientId: "another" }]) {
      const draft = scene.draft({ version, secret: null, openIdConnect });
      const refused = { __typename: "SignInMethodUnusable", field: ["secret"] };
      expect(await scene.save(draft)).toMatchObject(refused);
      expect(await scene.test(draft)).toMatchObject(refused);
    }
    await elsewhere.stop();
    expect(await scene.test(scene.draft({ version, secret: null }))).toMatchObject({ __typename: "SignInMethodWorks" });
  });

  test("SignInMethodUnusable: another issuer cannot take the place of one that people came by", async () => {
    const scene = await oidcScene();
    const [methodId = ""] = scene.methodIds;
    await scene.save(scene.draft());
    const moved = scene.draft({ version: 1, openIdConnect: { issuer: "https://login.example.org" } });
    await scene.provider.knows("7", { preferred_username: "seven" });
    expect(await scene.signIn(scene.api.stranger(), methodId, "7")).toMatchObject({ purpose: "SIGN_IN" });
    expect(await scene.save(moved)).toMatchObject({ __typename: "SignInMethodUnusable" });
    expect(await scene.save(scene.draft({ version: 1, label: "Same" }))).toMatchObject({
      __typename: "SignInMethodsSaved",
    });
    await scene.remove();
  });

  test("StepUpNeeded: changes want a fresh proof", async () => {
    scene.api.clock.forward(301_000);
    for (const [name, input] of [
      ["saveSignInMethod", scene.draft({ version: 1 })],
      ["switchSignInMethod", { id: methodId, isOn: false }],
      ["orderSignInMethods", { ids: [methodId, password, passkey] }],
      ["removeSignInMethod", { id: methodId }],
    ] as const) {
      expect(await change(name, input)).toMatchObject({ __typename: "StepUpNeeded" });
    }
    expect(await scene.test(scene.draft({ version: 1 }))).toMatchObject({ __typename: "StepUpNeeded" });
    scene.api.clock.set(new Date());
  });
});

describe("switched off", () => {
  test("LastWayIn: the last one by which an administrator can sign in stays on", async () => {
    expect(await change("switchSignInMethod", { id: passkey, isOn: false })).toMatchObject({
      __typename: "SignInMethodsSaved",
    });
    expect(await change("switchSignInMethod", { id: password, isOn: false })).toEqual({
      __typename: "LastWayIn",
      code: "LAST_WAY_IN",
      message: "No administrator could sign in any more. Give one of them another way first.",
      field: null,
    });
  });

  const switchedTo = (isOn: number, id: string) =>
    scene.api.application.unitOfWork.unaudited((sql) =>
      sql.run("UPDATE sign_in_methods SET is_on = ? WHERE id = ?", [isOn, id]),
    );

  test("SignInRefused: the password signs nobody in, by the server's own answer", async () => {
    const caller = scene.api.stranger();
    const user = await aUser(scene.api.application, { passwordHash: await hashPassword("a word and a sea") });
    const signIn = () => does(caller, "signIn", { username: user.username, password: "a word and a sea" });
    expect(await signIn()).toMatchObject({ __typename: "SignedIn" });
    await switchedTo(0, password);
    expect(await signIn()).toMatchObject({ __typename: "SignInRefused" });
    await switchedTo(1, password);
  });

  test("PasskeyRefused: a passkey signs nobody in, and is still a second factor", async () => {
    const user = await aUser(scene.api.application, { passwordHash: await hashPassword("a word and a sea") });
    const authenticator = await addPasskey(await scene.api.as(user));
    const signIn = async () => {
      const { optionsJson } = await does(scene.api.stranger(), "beginPasskeySignIn");
      return does(scene.api.stranger(), "signInWithPasskey", { assertionJson: authenticator.sign(optionsJson) });
    };
    await switchedTo(1, passkey);
    expect(await signIn()).toMatchObject({ __typename: "SignedIn" });
    await switchedTo(0, passkey);
    expect(await signIn()).toMatchObject({ __typename: "PasskeyRefused" });
    const caller = scene.api.stranger();
    const first = await does(caller, "signIn", { username: user.username, password: "a word and a sea" });
    expect(first).toMatchObject({ __typename: "SecondFactorNeeded", methods: ["PASSKEY"] });
    const passkeyAssertionJson = authenticator.sign(first["passkeyOptionsJson"] as string);
    const second = { pendingId: first["pendingId"] as string, passkeyAssertionJson };
    expect(await does(caller, "continueSignIn", second)).toMatchObject({ __typename: "SignedIn" });
  });

  test("LastWayIn: with the password switched off, the last passkey stays", async () => {
    const user = await aUser(scene.api.application, { passwordHash: await hashPassword("a word and a sea") });
    const caller = await scene.api.as(user);
    await addPasskey(caller);
    const account = await caller.graphql("{ viewer { account { passkeys { id } } } }");
    const passkeyId = account.data?.["viewer"].account.passkeys[0].id as string;
    await switchedTo(1, passkey);
    await switchedTo(0, password);
    expect(await does(caller, "removePasskey", { passkeyId })).toMatchObject({ __typename: "LastWayIn" });
    await switchedTo(1, password);
    await switchedTo(0, passkey);
    expect(await does(caller, "removePasskey", { passkeyId })).toMatchObject({ __typename: "AccountSaved" });
  });

  test("an administrator who linked an account there lets the password be switched off, and then that stays on", async () => {
    const { sub } = { sub: "administrator" };
    await scene.provider.knows(sub, { preferred_username: "x" });
    const back = await scene.provider.visit(await scene.begin(scene.administrator, methodId, "?purpose=link"), sub);
    expect(await scene.finish(scene.administrator, back)).toMatchObject({ purpose: "LINK" });
    expect(await change("switchSignInMethod", { id: password, isOn: false })).toMatchObject({
      __typename: "SignInMethodsSaved",
    });
    expect(await change("switchSignInMethod", { id: methodId, isOn: false })).toMatchObject({
      __typename: "LastWayIn",
    });
    expect(await change("removeSignInMethod", { id: methodId })).toMatchObject({ __typename: "LastWayIn" });
    expect(await scene.save(scene.draft({ version: 1, isOn: false }))).toMatchObject({ __typename: "LastWayIn" });
    await change("switchSignInMethod", { id: password, isOn: true });
    expect(await change("removeSignInMethod", { id: methodId })).toMatchObject({
      signInMethods: [
        { id: password, position: 1 },
        { id: passkey, position: 2 },
      ],
    });
  });
});

describe("testing before saving", () => {
  test("SignInMethodWorks: says step by step what was found, and keeps nothing", async () => {
    const came = await scene.test(scene.draft());
    expect(came).toMatchObject({ __typename: "SignInMethodWorks" });
    expect(came["steps"].map(({ title }: { title: string }) => title)).toEqual([
      "The provider's description was read",
      "The issuer is the one that was entered",
      "The provider's keys were read",
      "The code flow with PKCE (S256) is offered",
      "The provider knows this client",
      "The provider sends people back here",
    ]);
    expect(await offered()).toHaveLength(1);
  });

  test("SignInMethodFails: a wrong secret", async () => {
    expect(await scene.test(scene.draft({ secret: "wrong" }))).toMatchObject({
      __typename: "SignInMethodFails",
      step: "The provider knows this client",
      message: "The provider does not accept client ID and secret. Check both.",
    });
  });

  test("SignInMethodFails: a way back that the provider does not know", async () => {
    const id = randomUUID();
    expect(await scene.test(scene.draft({ id }))).toMatchObject({
      __typename: "SignInMethodFails",
      step: "The provider sends people back here",
      message: `Register http://localhost:4000/auth/oidc/${id}/return as an address to send people back to at the provider.`,
    });
  });

  test("SignInMethodFails: an issuer that is written otherwise", async () => {
    const issuer = `${scene.provider.issuer}/`;
    expect(await scene.test(scene.draft({ openIdConnect: { issuer } }))).toMatchObject({
      __typename: "SignInMethodFails",
      step: "The issuer is the one that was entered",
      message: `The provider calls itself "${scene.provider.issuer}". Enter exactly that as the issuer.`,
    });
  });

  test("SignInMethodFails: nobody there, and no provider there", async () => {
    const gone = await testProvider([]);
    await gone.stop();
    expect(await scene.test(scene.draft({ openIdConnect: { issuer: gone.issuer } }))).toMatchObject({
      __typename: "SignInMethodFails",
      step: "The provider's description was read",
      message: expect.stringContaining("nothing answers there") as string,
    });
    const issuer = `${scene.provider.issuer}/elsewhere`;
    expect(await scene.test(scene.draft({ openIdConnect: { issuer } }))).toMatchObject({
      __typename: "SignInMethodFails",
      message: expect.stringContaining("answered with 404") as string,
    });
  });
});

test("with the password switched off, a reset link from the command line is still a way back", async () => {
  const { identity } = scene.api.application;
  const user = await aUser(scene.api.application, { role: "ADMINISTRATOR", passwordHash: "none" });
  await scene.api.application.unitOfWork.unaudited((sql) =>
    sql.run("UPDATE sign_in_methods SET is_on = 0 WHERE id IN (?, ?)", [password, passkey]),
  );
  const reset = await identity.resetUserSignIn(system, { userId: user.id });
  if (reset.type !== "UserSignInReset") throw new Error(reset.type);
  const caller = scene.api.stranger();
  const token = reset.link.split("#")[1];
  const accepted = await does(caller, "acceptInvitation", { token, password: "four words beside the sea" });
  expect(accepted).toMatchObject({ __typename: "SignedIn" });
  const switched = await mutationsOf(caller)("switchSignInMethod", { id: password, isOn: true }, said);
  expect(switched).toMatchObject({ __typename: "SignInMethodsSaved" });
  const signedIn = await does(scene.api.stranger(), "signIn", {
    username: user.username,
    password: "four words beside the sea",
  });
  expect(signedIn).toMatchObject({ __typename: "SignedIn" });
});
