import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { hashPassword } from "../index.ts";
import { aUser } from "../../test-support/builders.ts";
import { directoryMethod, methodDoes } from "../../test-support/directory-method.ts";
import { addPasskey, addTotp, codeOf } from "../../test-support/second-factors.ts";
import { does } from "../../test-support/sign-in-documents.ts";
import { type Caller, type TestApi, testApi } from "../../test-support/test-api.ts";
import {
  changeMembers,
  hasTestDirectory,
  lockForGood,
  type TestDirectory,
  testDirectory,
} from "../../test-support/test-directory.ts";
import { aScene, aChallenge } from "../../test-support/unblock-scene.ts";

const isHere = hasTestDirectory();
if (!isHere) console.warn("SKIPPED: signing in with a directory was not tried. Install slapd and openssl.");

describe.runIf(isHere)("signing in with a directory", () => {
  let directory: TestDirectory;
  let api: TestApi;
  let methodId: string;
  beforeAll(async () => {
    directory = await testDirectory();
    api = await testApi({ signInLimits: { perAccountAndAddress: 4, perAddress: 1000, windowSeconds: 300 } });
  });
  afterAll(async () => {
    await api.remove();
    await directory.remove();
  });
  beforeEach(async () => {
    methodId = await savedMethod();
  });

  const savedMethod = async (changes?: { rules?: object; ldap?: object }) => {
    const id = randomUUID();
    const administrator = await api.as(await aUser(api.application, { role: "ADMINISTRATOR" }));
    const saved = await methodDoes(administrator, "save", directoryMethod(directory, id, changes));
    expect(saved["__typename"]).toBe("SignInMethodsSaved");
    return id;
  };
  const signIn = (username: string, password: string, caller = api.stranger(), method = methodId) =>
    does(caller, "signInWithDirectory", { methodId: method, username, password });
  const usernameOf = async (caller: Caller) =>
    (await caller.graphql("{ viewer { user { username } } }")).data?.["viewer"]?.user.username ?? null;
  const lastEntry = () =>
    api.at.database.reader.row<Record<string, unknown>>("SELECT * FROM audit_events ORDER BY sequence DESC LIMIT 1");
  const entriesOf = (action: string) =>
    api.at.database.reader.rows<Record<string, unknown>>(
      "SELECT * FROM audit_events WHERE action = ? ORDER BY sequence",
      [action],
    );
  const leaves = (dn: string) => directory.change((client) => changeMembers(client, "delete", dn));
  const comesBack = (dn: string) => directory.change((client) => changeMembers(client, "add", dn));

  test("somebody new gets an account as the directory knows them, and comes back to it", async () => {
    await directory.addPerson("ada.lund");
    const caller = api.stranger();
    const first = await signIn(" ada.lund ", "ada.lund walks by the sea", caller);
    expect(first).toMatchObject({ __typename: "SignedIn", viewer: { user: { username: "ada.lund" } } });
    expect(await lastEntry()).toMatchObject({
      action: "session.signInWithDirectory",
      outcome: "SignedIn",
      actor_name: "ada.lund",
    });
    const again = await signIn("ADA.LUND", "ada.lund walks by the sea");
    expect(again["__typename"]).toBe("SignedIn");
    const count = "SELECT count(*) AS n FROM users WHERE username = 'ada.lund'";
    expect(Number((await api.at.database.reader.row<{ n: unknown }>(count))?.n)).toBe(1);
  });

  test("SignInRefused: a wrong password, an unknown user and a method that is not there get one answer, byte by byte", async () => {
    await directory.addPerson("bea");
    const ask = (input: object) =>
      api.stranger().graphql(
        `mutation ($input: SignInWithDirectoryInput!) { signInWithDirectory(input: $input) {
          __typename ... on Refusal { code message field } } }`,
        { input },
      );
    const wrong = await ask({ methodId, username: "bea", password: "not the password" });
    expect(wrong.data?.["signInWithDirectory"]).toEqual({
      __typename: "SignInRefused",
      code: "SIGN_IN_REFUSED",
      message: "User name or password is not right.",
      field: null,
    });
    expect((await ask({ methodId, username: "nobody.here", password: "not the password" })).text).toBe(wrong.text);
    expect((await ask({ methodId: randomUUID(), username: "bea", password: "x" })).text).toBe(wrong.text);
    expect(JSON.stringify(await lastEntry())).not.toContain("nobody.here");
  });

  test("SignInRefused: without a password, however the directory would take it", async () => {
    await directory.addPerson("cleo");
    expect(await signIn("cleo", "")).toMatchObject({ __typename: "SignInRefused" });
  });

  test("SignInRefused: with a method that is switched off", async () => {
    await directory.addPerson("dan");
    await api.application.unitOfWork.unaudited((sql) =>
      sql.run("UPDATE sign_in_methods SET is_on = 0 WHERE id = ?", [methodId]),
    );
    expect(await signIn("dan", "dan walks by the sea")).toMatchObject({ __typename: "SignInRefused" });
  });

  test("RateLimited: the fifth try on an account waits, even with the right password", async () => {
    await directory.addPerson("eli");
    const tries = await Promise.all(Array.from({ length: 8 }, () => signIn("eli", "a wrong guess")));
    expect(tries.filter(({ __typename }) => __typename === "SignInRefused")).toHaveLength(4);
    expect(tries.filter(({ __typename }) => __typename === "RateLimited")).toHaveLength(4);
    expect(await signIn("eli", "eli walks by the sea")).toMatchObject({ __typename: "RateLimited" });
  });

  test("NoAccountHere: where the rules make no accounts, only who knows the password is told", async () => {
    await directory.addPerson("fay");
    const closed = await savedMethod({ rules: { createPeople: false } });
    const right = await signIn("fay", "fay walks by the sea", api.stranger(), closed);
    expect(right).toMatchObject({ __typename: "NoAccountHere", message: expect.stringContaining("help desk") });
    expect(await signIn("fay", "wrong", api.stranger(), closed)).toMatchObject({ __typename: "SignInRefused" });
  });

  test("an account that is here already is found by its user name, but never one with more rights", async () => {
    await directory.addPerson("gil");
    await directory.addPerson("boss");
    const gil = await aUser(api.application, { username: "gil" });
    await aUser(api.application, { username: "boss", role: "ADMINISTRATOR" });
    const matching = await savedMethod({ rules: { matchBy: "USERNAME" } });
    const caller = api.stranger();
    expect(await signIn("gil", "gil walks by the sea", caller, matching)).toMatchObject({ __typename: "SignedIn" });
    expect((await caller.graphql("{ viewer { user { id } } }")).data?.["viewer"].user.id).toBe(gil.id);
    expect(await signIn("boss", "boss walks by the sea", api.stranger(), matching)).toMatchObject({
      __typename: "NoAccountHere",
    });
  });

  test("DirectoryAccessEnded: out of the group, the right password ends every session and says so", async () => {
    const dn = await directory.addPerson("hal");
    const caller = api.stranger();
    await signIn("hal", "hal walks by the sea", caller);
    await leaves(dn);
    expect(await signIn("hal", "hal walks by the sea")).toMatchObject({ __typename: "DirectoryAccessEnded" });
    expect(await usernameOf(caller)).toBeNull();
    await comesBack(dn);
    expect(await signIn("hal", "hal walks by the sea")).toMatchObject({ __typename: "SignedIn" });
  });

  test("the second factor that somebody has here is asked for after the directory's password", async () => {
    await directory.addPerson("ida");
    const caller = api.stranger();
    await signIn("ida", "ida walks by the sea", caller);
    const text = await addTotp(caller, api.clock.now());
    api.clock.forward(60_000);
    const other = api.stranger();
    const asked = await signIn("ida", "ida walks by the sea", other);
    expect(asked).toMatchObject({ __typename: "SecondFactorNeeded", methods: ["TOTP"] });
    expect(await usernameOf(other)).toBeNull();
    const input = { pendingId: asked["pendingId"], totp: codeOf(text, api.clock.now()) };
    expect(await does(other, "continueSignIn", input)).toMatchObject({ __typename: "SignedIn" });
    expect(await usernameOf(other)).toBe("ida");
  });

  describe("a directory that does not answer", () => {
    test("DirectoryUnavailable: says the same of everybody, and leaves the sessions alone", async () => {
      await directory.addPerson("jo");
      const caller = api.stranger();
      await signIn("jo", "jo walks by the sea", caller);
      await directory.stop();
      try {
        const known = await signIn("jo", "jo walks by the sea");
        expect(known).toMatchObject({
          __typename: "DirectoryUnavailable",
          message: expect.stringContaining("another way"),
        });
        expect(await signIn("nobody.here", "x")).toEqual(known);
        const { ended, unanswered } = await api.application.identity.checkDirectoryPeople();
        expect(ended).toBe(0);
        expect(unanswered).toContainEqual({ methodId, step: "CONNECT" });
        expect(await usernameOf(caller)).toBe("jo");
      } finally {
        await directory.start();
      }
    });
  });

  describe("stepping up", () => {
    test("takes the directory's password, and lets a response out with it", async () => {
      await directory.addPerson("kay");
      const caller = api.stranger();
      await signIn("kay", "kay walks by the sea", caller);
      const scene = await aScene(api);
      const kay = await api.application.identity.userNamed("kay");
      await api.application.unitOfWork.unaudited((sql) =>
        sql.run("UPDATE cards SET holder_id = ? WHERE id = ?", [kay?.id ?? "", scene.card.id]),
      );
      const processId = (await scene.start(caller))["process"].id as string;
      const submit = () => scene.verb("submit", { processId, challenge: aChallenge(api) }, caller);
      api.clock.forward(6 * 60_000);
      expect(await submit()).toMatchObject({ __typename: "StepUpNeeded" });
      expect(await does(caller, "beginStepUp")).toMatchObject({ methods: ["LDAP"] });
      expect(await does(caller, "stepUp", { password: "not the password" })).toMatchObject({
        __typename: "StepUpRefused",
      });
      expect(await does(caller, "stepUp", { password: "kay walks by the sea" })).toMatchObject({
        __typename: "SteppedUp",
        viewer: { methods: ["LDAP"] },
      });
      expect(await submit()).toMatchObject({ __typename: "ChallengeAnswered" });
    });

    test("takes either password of somebody who has both and came by the directory", async () => {
      await directory.addPerson("yan");
      const passwordHash = await hashPassword("an account of this site");
      await aUser(api.application, { username: "yan", passwordHash });
      const matching = await savedMethod({ rules: { matchBy: "USERNAME" } });
      const caller = api.stranger();
      await signIn("yan", "yan walks by the sea", caller, matching);
      expect(await does(caller, "beginStepUp")).toMatchObject({ methods: ["LDAP", "PASSWORD"] });
      expect(await does(caller, "stepUp", { password: "yan walks by the sea" })).toMatchObject({
        viewer: { methods: ["LDAP"] },
      });
      expect(await does(caller, "stepUp", { password: "an account of this site" })).toMatchObject({
        viewer: { methods: ["PASSWORD"] },
      });
      expect(await does(caller, "stepUp", { password: "yan walks by the sea" })).toMatchObject({
        __typename: "StepUpRefused",
      });
    });

    test("out of the group ends the sessions instead", async () => {
      const dn = await directory.addPerson("liv");
      const caller = api.stranger();
      await signIn("liv", "liv walks by the sea", caller);
      await leaves(dn);
      const answer = await does(caller, "stepUp", { password: "liv walks by the sea" });
      expect(answer).toMatchObject({ __typename: "StepUpRefused" });
      expect(await usernameOf(caller)).toBeNull();
    });
  });

  describe("linking an account of a directory", () => {
    const link = (caller: Caller, username: string, password: string) =>
      does(caller, "linkDirectoryAccount", { methodId, username, password });

    test("lets somebody with more rights in, whom no rule finds", async () => {
      await directory.addPerson("zoe");
      const boss = await aUser(api.application, { role: "ADMINISTRATOR" });
      const linked = await link(await api.as(boss), "zoe", "zoe walks by the sea");
      expect(linked).toMatchObject({ __typename: "AccountSaved" });
      expect(linked["account"].linkedAccounts).toContainEqual({ isLinked: true, method: { id: methodId } });
      const caller = api.stranger();
      expect(await signIn("zoe", "zoe walks by the sea", caller)).toMatchObject({ __typename: "SignedIn" });
      expect(await usernameOf(caller)).toBe(boss.username);
    });

    test("StepUpNeeded: wants a fresh proof of who links it", async () => {
      await directory.addPerson("abe");
      const caller = await api.as(await aUser(api.application));
      api.clock.forward(6 * 60_000);
      expect(await link(caller, "abe", "abe walks by the sea")).toMatchObject({ __typename: "StepUpNeeded" });
    });

    test("SignInRefused, DirectoryAccessEnded, IdentityTaken: with a wrong password, outside the group, or twice", async () => {
      await directory.addPerson("bob");
      await directory.addPerson("out", { isInGroup: false });
      const caller = await api.as(await aUser(api.application));
      expect(await link(caller, "bob", "not the password")).toMatchObject({ __typename: "SignInRefused" });
      expect(await link(caller, "out", "out walks by the sea")).toMatchObject({ __typename: "DirectoryAccessEnded" });
      expect(await link(caller, "out", "a guess")).toMatchObject({ __typename: "SignInRefused" });
      expect(await link(caller, "bob", "bob walks by the sea")).toMatchObject({ __typename: "AccountSaved" });
      const other = await api.as(await aUser(api.application));
      expect(await link(other, "bob", "bob walks by the sea")).toMatchObject({ __typename: "IdentityTaken" });
    });

    test("DirectoryUnavailable, RateLimited: while it does not answer, and after too many tries", async () => {
      await directory.addPerson("cid");
      const caller = await api.as(await aUser(api.application));
      await directory.stop();
      expect(await link(caller, "cid", "x")).toMatchObject({ __typename: "DirectoryUnavailable" });
      await directory.start();
      for (let tries = 0; tries < 5; tries += 1) await link(caller, "cid", "a guess");
      expect(await link(caller, "cid", "cid walks by the sea")).toMatchObject({ __typename: "RateLimited" });
    });
  });

  describe("somebody who lost the group", () => {
    test("brings nothing about with a wrong password: no stranger ends a session", async () => {
      const dn = await directory.addPerson("ula");
      const caller = api.stranger();
      await signIn("ula", "ula walks by the sea", caller);
      await leaves(dn);
      expect(await signIn("ula", "a stranger's guess")).toMatchObject({ __typename: "SignInRefused" });
      expect(await usernameOf(caller)).toBe("ula");
    });

    test("is signed out when they step up with the code of an app, which asks no directory", async () => {
      const dn = await directory.addPerson("vic");
      const caller = api.stranger();
      await signIn("vic", "vic walks by the sea", caller);
      const text = await addTotp(caller, api.clock.now());
      api.clock.forward(60_000);
      await leaves(dn);
      const stepped = await does(caller, "stepUp", { totp: codeOf(text, api.clock.now()) });
      expect(stepped).toMatchObject({ __typename: "StepUpRefused" });
      expect(await usernameOf(caller)).toBeNull();
    });

    test("gets no further with a passkey than to read why: the account is inactive", async () => {
      const dn = await directory.addPerson("wil");
      const caller = api.stranger();
      await signIn("wil", "wil walks by the sea", caller);
      const phone = await addPasskey(caller);
      await leaves(dn);
      api.clock.forward(1000);
      const other = api.stranger();
      const { optionsJson } = await does(other, "beginPasskeySignIn");
      const assertionJson = phone.sign(optionsJson as string);
      expect(await does(other, "signInWithPasskey", { assertionJson })).toMatchObject({ __typename: "SignedIn" });
      const { viewer } = (await other.graphql("{ viewer { user { username state } } }")).data ?? {};
      expect(viewer.user).toEqual({ username: "wil", state: "INACTIVE" });
      expect(await usernameOf(caller)).toBeNull();
    });

    test("keeps the ways to sign in of an account that was here before, and is not thrown out of it again", async () => {
      const dn = await directory.addPerson("xia");
      const passwordHash = await hashPassword("an account of this site");
      await aUser(api.application, { username: "xia", passwordHash });
      const matching = await savedMethod({ rules: { matchBy: "USERNAME" } });
      const caller = api.stranger();
      await signIn("xia", "xia walks by the sea", caller, matching);
      await leaves(dn);
      api.clock.forward(1000);
      await api.application.identity.checkDirectoryPeople();
      expect(await usernameOf(caller)).toBeNull();
      const here = api.stranger();
      const password = "an account of this site";
      expect(await does(here, "signIn", { username: "xia", password })).toMatchObject({ __typename: "SignedIn" });
      expect(await does(here, "stepUp", { password: "xia walks by the sea" })).toMatchObject({
        __typename: "StepUpRefused",
      });
      expect(await does(here, "stepUp", { password })).toMatchObject({ __typename: "SteppedUp" });
      await api.application.identity.checkDirectoryPeople();
      expect(await usernameOf(here)).toBe("xia");
    });
  });

  describe("looking after those who came from a directory", () => {
    test("ends the access of who is gone, out of the group or disabled, and of nobody else, once", async () => {
      const names = ["mo", "nan", "oz", "pip", "quo"];
      const dns = await Promise.all(names.map((name) => directory.addPerson(name)));
      const callers = names.map(() => api.stranger());
      for (const [index, name] of names.entries()) await signIn(name, `${name} walks by the sea`, callers[index]);
      await leaves(dns[1] ?? "");
      await directory.change((client) => client.del(dns[2] ?? ""));
      await directory.change((client) => lockForGood(client, dns[4] ?? ""));
      const before = (await entriesOf("directory.endAccess")).length;
      api.clock.forward(1000);
      const { ended } = await api.application.identity.checkDirectoryPeople();
      expect(ended).toBe(3);
      expect(await Promise.all(callers.map(usernameOf))).toEqual(["mo", null, null, "pip", null]);
      const entries = (await entriesOf("directory.endAccess")).slice(before);
      expect(entries.map(({ subject_name: name }) => String(name)).toSorted()).toEqual(["nan", "oz", "quo"]);
      expect(entries[0]).toMatchObject({ actor_name: "system", outcome: "DirectoryAccessEnded", was_refused: 0 });
      expect(await api.application.identity.checkDirectoryPeople()).toMatchObject({ ended: 0 });
    });

    test("leaves an account that was made for them inactive, until they are let in again", async () => {
      const dn = await directory.addPerson("quinn");
      await signIn("quinn", "quinn walks by the sea");
      await leaves(dn);
      api.clock.forward(1000);
      await api.application.identity.checkDirectoryPeople();
      expect(await api.application.identity.userNamed("quinn")).toMatchObject({ state: "INACTIVE" });
      await comesBack(dn);
      expect(await signIn("quinn", "quinn walks by the sea")).toMatchObject({ __typename: "SignedIn" });
      expect(await api.application.identity.userNamed("quinn")).toMatchObject({ state: "ACTIVE" });
    });
  });

  describe("testing a directory before it is saved", () => {
    let administrator: Caller;
    beforeAll(async () => {
      administrator = await api.as(await aUser(api.application, { role: "ADMINISTRATOR" }));
    });
    const tested = (changes?: Parameters<typeof directoryMethod>[2], more: object = {}) =>
      methodDoes(administrator, "test", { ...directoryMethod(directory, randomUUID(), changes), ...more });

    test("shows each step with what was found", async () => {
      await directory.addPerson("rae");
      const outcome = await tested({ ldap: { sampleUsername: "rae" } });
      expect(outcome).toEqual({
        __typename: "SignInMethodWorks",
        steps: [
          { title: "Reach the directory", detail: directory.ldapsUrl },
          { title: "Check its certificate", detail: expect.stringMatching(/^directory\.example\.org, valid until 20/) },
          { title: "Sign in as the account that reads it", detail: directory.reader.dn },
          { title: "Find the base", detail: directory.baseDn },
          { title: "Find a person by the filter", detail: `uid=rae,ou=people,${directory.baseDn}` },
          { title: "Read who the person is", detail: "rae, rae of the directory, rae@example.org" },
          { title: "Find the group", detail: directory.group },
        ],
      });
    });

    test.each([
      ["Reach the directory", "Nothing listens", { ldap: { urls: ["ldaps://127.0.0.1:1"] } }, {}],
      ["Check its certificate", "authority's certificate", { ldap: { caPem: null } }, {}],
      ["Sign in as the account that reads it", "Check both", {}, { secret: "not the reader's" }],
      ["Sign in as the account that reads it", "Enter the password", {}, { secret: "" }],
      ["Find the base", "not in the directory", { ldap: { baseDn: "dc=elsewhere,dc=org" } }, {}],
      ["Find a person by the filter", "nobody called no.such", { ldap: { sampleUsername: "no.such" } }, {}],
      [
        "Read who the person is",
        "no employeeNumber",
        { ldap: { idAttribute: "employeeNumber", sampleUsername: "sam" } },
        {},
      ],
      ["Find the group", "not in the directory", { rules: { requiredGroup: "cn=none,dc=example,dc=org" } }, {}],
      ["Find the group", "sue is not in the group", { ldap: { sampleUsername: "sue" } }, {}],
    ])("SignInMethodFails: %s: %s", async (step, says, changes, more) => {
      await directory.addPerson("sam").catch(() => undefined);
      await directory.addPerson("sue", { isInGroup: false }).catch(() => undefined);
      const outcome = await tested(changes, more);
      expect(outcome).toMatchObject({ __typename: "SignInMethodFails", step, message: expect.stringContaining(says) });
    });

    test("SignInMethodUnusable: an address in the clear, a key in place of a certificate, a filter without the name", async () => {
      const cases: [object, string][] = [
        [{ urls: ["ldap://directory.example.org"] }, "urls"],
        [{ urls: ["http://directory.example.org"] }, "urls"],
        [{ caPem: "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----" }, "caPem"],
        [{ userFilter: "(uid=*)" }, "userFilter"],
        [{ userFilter: "(uid={username}" }, "userFilter"],
        [{ bindDn: "EXTERNAL" }, "bindDn"],
      ];
      for (const [ldap, field] of cases) {
        const outcome = await tested({ ldap });
        expect(outcome, field).toMatchObject({ __typename: "SignInMethodUnusable", field: ["ldap", field] });
      }
    });

    test("the reader's password is kept sealed, given to nobody, and not sent to another address", async () => {
      const id = await savedMethod();
      const { rows } = api.at.database.reader;
      const kept = await rows<Record<string, unknown>>(
        "SELECT settings, secret_sealed FROM sign_in_methods WHERE id = ?",
        [id],
      );
      expect(JSON.stringify(kept)).not.toContain(directory.reader.password);
      const bytes = Buffer.from(kept[0]?.["secret_sealed"] as Uint8Array).toString("latin1");
      expect(bytes).not.toContain(directory.reader.password);
      const again = { ...directoryMethod(directory, id), version: 1, secret: null };
      expect(await methodDoes(administrator, "test", again)).toMatchObject({ __typename: "SignInMethodWorks" });
      const elsewhere = { ...again, ldap: { ...again.ldap, urls: ["ldaps://127.0.0.1:1"] } };
      expect(await methodDoes(administrator, "test", elsewhere)).toMatchObject({
        __typename: "SignInMethodUnusable",
        field: ["secret"],
      });
    });
  });

  test("no password of anybody is in the log or in the audit log", async () => {
    await directory.addPerson("tess", { password: "only ever typed here 4711" });
    await signIn("tess", "only ever typed here 4711");
    await signIn("tess", "only ever typed here 4712");
    const kept = JSON.stringify(await api.at.database.reader.rows("SELECT * FROM audit_events"));
    for (const place of [kept, api.log.join("\n")]) {
      expect(place).not.toContain("only ever typed here");
      expect(place).not.toContain(directory.reader.password);
    }
  });
});
