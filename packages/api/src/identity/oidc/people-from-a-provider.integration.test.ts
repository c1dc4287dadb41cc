import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { aUserWithOwnRole } from "../../test-support/access.ts";
import { aUser } from "../../test-support/builders.ts";
import { mutationsOf, oidcScene } from "../../test-support/oidc-scene.ts";
import type { Caller } from "../../test-support/test-api.ts";
import { userRepository, type UserRecord } from "../accounts/user.repository.ts";

let scene: Awaited<ReturnType<typeof oidcScene>>;
let methodId: string;
beforeAll(async () => {
  scene = await oidcScene();
  methodId = scene.methodIds[0] ?? "";
});
afterAll(() => scene?.remove());

let count = 0;
/** Somebody with an account at the provider. */
async function somebody(claims: object = {}) {
  count += 1;
  const said = { preferred_username: `visitor-${count}`, name: `Visitor ${count}`, groups: ["cards"], ...claims };
  await scene.provider.knows(`sub-${count}`, said);
  return { sub: `sub-${count}`, username: String(said.preferred_username), said };
}

async function rulesAre(rules: object): Promise<void> {
  const answer = await scene.administrator.graphql("{ signInMethods { id version } }");
  const found = (answer.data?.["signInMethods"] as { id: string; version: number }[]).find(({ id }) => id === methodId);
  const came = await scene.save(scene.draft({ rules, version: found?.version ?? null }));
  expect(came).toMatchObject({ __typename: "SignInMethodsSaved" });
}

const comes = (sub: string, caller: Caller = scene.api.stranger()) => scene.signIn(caller, methodId, sub);
const sql = () => scene.api.at.database.reader;
const stateOf = async (username: string) => (await userRepository(sql()).byUsername(username))?.state;
const isSignedIn = async (caller: Caller) =>
  (await caller.graphql("{ viewer { user { id } } }")).data?.["viewer"] !== null;

async function mailOf({ id }: UserRecord, email: string, confirmedAt: Date | null): Promise<void> {
  await scene.api.application.unitOfWork.unaudited((work) => userRepository(work).saveMail(id, { email, confirmedAt }));
}

describe("people are matched or made by rule", () => {
  test("NoAccountHere: nobody new gets in where the rules make no accounts", async () => {
    await rulesAre({ createPeople: false });
    const { sub, username } = await somebody();
    expect(await comes(sub)).toEqual({
      __typename: "NoAccountHere",
      code: "NO_ACCOUNT_HERE",
      message: "There is no account here for you. Contact the help desk.",
      field: null,
    });
    expect(await stateOf(username)).toBeUndefined();
  });

  test("by user name, and the match stays when the name there changes", async () => {
    await rulesAre({ matchBy: "USERNAME", createPeople: false });
    const user = await aUser(scene.api.application);
    const { sub, said } = await somebody({ preferred_username: user.username.toUpperCase() });
    expect(await comes(sub)).toMatchObject({ purpose: "SIGN_IN", viewer: { user: { username: user.username } } });
    await scene.provider.knows(sub, { ...said, preferred_username: "renamed" });
    expect(await comes(sub)).toMatchObject({ purpose: "SIGN_IN", viewer: { user: { username: user.username } } });
  });

  test("one account here for one account there: a second one there does not get in", async () => {
    await rulesAre({ matchBy: "USERNAME", createPeople: true });
    const user = await aUser(scene.api.application);
    const first = await somebody({ preferred_username: user.username });
    const second = await somebody({ preferred_username: user.username });
    expect(await comes(first.sub)).toMatchObject({ purpose: "SIGN_IN" });
    expect(await comes(second.sub)).toMatchObject({ __typename: "NoAccountHere" });
  });

  test("by mail address, only where it is confirmed here and verified there", async () => {
    await rulesAre({ matchBy: "EMAIL", createPeople: false });
    const [confirmed, unconfirmed] = [await aUser(scene.api.application), await aUser(scene.api.application)];
    await mailOf(confirmed, "Confirmed@example.org", new Date());
    await mailOf(unconfirmed, "unconfirmed@example.org", null);
    const unverified = await somebody({ email: "confirmed@example.org", email_verified: false });
    expect(await comes(unverified.sub)).toMatchObject({ __typename: "NoAccountHere" });
    const silent = await somebody({ email: "confirmed@example.org" });
    expect(await comes(silent.sub)).toMatchObject({ __typename: "NoAccountHere" });
    const stranger = await somebody({ email: "unconfirmed@example.org", email_verified: true });
    expect(await comes(stranger.sub)).toMatchObject({ __typename: "NoAccountHere" });
    const verified = await somebody({ email: "confirmed@example.org", email_verified: true });
    expect(await comes(verified.sub)).toMatchObject({
      purpose: "SIGN_IN",
      viewer: { user: { username: confirmed.username } },
    });
  });

  test.each(["ADMINISTRATOR", "OPERATOR", "AUDITOR"] as const)("never is a rule enough to become %s", async (role) => {
    for (const matchBy of ["USERNAME", "EMAIL"]) {
      await rulesAre({ matchBy, createPeople: true });
      const user = await aUser(scene.api.application, { role });
      await mailOf(user, `${user.username}@example.org`, new Date());
      const { sub } = await somebody({
        preferred_username: user.username,
        email: `${user.username}@example.org`,
        email_verified: true,
      });
      expect(await comes(sub)).toMatchObject({ __typename: "NoAccountHere" });
    }
  });

  test("never is a rule enough to become somebody with a role of the organisation's own", async () => {
    await rulesAre({ matchBy: "USERNAME", createPeople: true });
    const user = await aUserWithOwnRole(scene.api.application, ["user:read", "key:write"]);
    const { sub } = await somebody({ preferred_username: user.username });
    expect(await comes(sub)).toMatchObject({ __typename: "NoAccountHere" });
  });

  test("a name that cannot be one here makes no account", async () => {
    await rulesAre({ createPeople: true });
    for (const preferred_username of ["", "two words", "a\u0000b", "x".repeat(65), 7]) {
      const { sub } = await somebody({ preferred_username });
      expect(await comes(sub)).toMatchObject({ __typename: "NoAccountHere" });
    }
  });

  test("a mail address that is not verified there is not confirmed here", async () => {
    await rulesAre({ createPeople: true });
    for (const email_verified of [true, false]) {
      const { sub, username } = await somebody({ email: `m${email_verified}@example.org`, email_verified });
      await comes(sub);
      const user = await userRepository(sql()).byUsername(username);
      const mail = await userRepository(sql()).mailOf(user?.id ?? "");
      expect(mail.email).toBe(`m${email_verified}@example.org`);
      expect(mail.confirmedAt !== null).toBe(email_verified);
    }
  });
});

describe("losing the group ends access", () => {
  test("DirectoryAccessEnded: an account that came from there becomes inactive, its sessions end, and with the group it is back", async () => {
    await rulesAre({ createPeople: true, requiredGroup: "cards" });
    const { sub, username, said } = await somebody();
    const browser = scene.api.stranger();
    expect(await comes(sub, browser)).toMatchObject({ purpose: "SIGN_IN" });
    expect(await isSignedIn(browser)).toBe(true);
    await scene.provider.knows(sub, { ...said, groups: ["others"] });
    expect(await comes(sub)).toEqual({
      __typename: "DirectoryAccessEnded",
      code: "DIRECTORY_ACCESS_ENDED",
      message: "Your organisation's directory doesn't let you in here. Contact the help desk.",
      field: null,
    });
    expect(await isSignedIn(browser)).toBe(false);
    expect(await stateOf(username)).toBe("INACTIVE");
    const [entry] = await sql().rows<{ subject_name: string; was_refused: number }>(
      "SELECT subject_name, was_refused FROM audit_events WHERE outcome = 'DirectoryAccessEnded' ORDER BY sequence DESC",
    );
    expect(entry).toMatchObject({ subject_name: username });
    await scene.provider.knows(sub, said);
    expect(await comes(sub)).toMatchObject({ purpose: "SIGN_IN" });
    expect(await stateOf(username)).toBe("ACTIVE");
  });

  test("what an administrator made inactive stays so, whatever the directory says", async () => {
    await rulesAre({ createPeople: true, requiredGroup: "cards" });
    const { sub, username, said } = await somebody();
    await comes(sub);
    await scene.provider.knows(sub, { ...said, groups: [] });
    await comes(sub);
    const userId = (await userRepository(sql()).byUsername(username))?.id;
    const setState = mutationsOf(scene.administrator);
    await setState("setUserState", { userId, state: "ACTIVE" }, "__typename");
    await setState("setUserState", { userId, state: "INACTIVE" }, "__typename");
    await scene.provider.knows(sub, said);
    await comes(sub);
    expect(await stateOf(username)).toBe("INACTIVE");
  });

  test.each(["SELF_SERVICE_USER", "OPERATOR"] as const)(
    "leaving the group and coming back to it makes nobody active whom an administrator made inactive: %s",
    async (role) => {
      await rulesAre({ createPeople: true, requiredGroup: "cards" });
      const { sub, username, said } = await somebody();
      await comes(sub);
      const userId = (await userRepository(sql()).byUsername(username))?.id ?? "";
      await scene.api.application.unitOfWork.unaudited((work) =>
        userRepository(work).saveRole(userId, { role, ownRoleId: null }),
      );
      await mutationsOf(scene.administrator)("setUserState", { userId, state: "INACTIVE" }, "__typename");
      await scene.provider.knows(sub, { ...said, groups: [] });
      expect(await comes(sub)).toMatchObject({ __typename: "DirectoryAccessEnded" });
      await scene.provider.knows(sub, said);
      await comes(sub);
      expect(await stateOf(username)).toBe("INACTIVE");
    },
  );

  test("an account that was here before keeps its other ways, and loses its sessions and this one", async () => {
    await rulesAre({ matchBy: "USERNAME", requiredGroup: "cards" });
    const user = await aUser(scene.api.application);
    const { sub, said } = await somebody({ preferred_username: user.username });
    const browser = scene.api.stranger();
    await comes(sub, browser);
    await scene.provider.knows(sub, { ...said, groups: "cards-but-not-it" });
    expect(await comes(sub)).toMatchObject({ __typename: "DirectoryAccessEnded" });
    expect(await isSignedIn(browser)).toBe(false);
    expect(await stateOf(user.username)).toBe("ACTIVE");
  });

  test("somebody new without the group gets neither in nor an account", async () => {
    await rulesAre({ createPeople: true, requiredGroup: "cards" });
    const { sub, username } = await somebody({ groups: undefined });
    expect(await comes(sub)).toMatchObject({ __typename: "DirectoryAccessEnded" });
    expect(await stateOf(username)).toBeUndefined();
  });
});

describe("proving it there once more", () => {
  const stepUp = async (caller: Caller, as: string, jar?: Map<string, string>) =>
    scene.finish(caller, await scene.provider.visit(await scene.begin(caller, methodId, "?purpose=step-up"), as, jar));
  const begun = async (caller: Caller) =>
    (await caller.graphql("mutation { beginStepUp { ... on StepUpBegun { methods providers { id label } } } }")).data?.[
      "beginStepUp"
    ];
  const provedAt = async (caller: Caller) =>
    Date.parse((await caller.graphql("{ viewer { provedAt } }")).data?.["viewer"].provedAt);

  test("counts when it was done there just now, and gives the session a new token", async () => {
    await rulesAre({ createPeople: true });
    const { sub } = await somebody();
    const [caller, jar] = [scene.api.stranger(), new Map<string, string>()];
    await scene.signIn(caller, methodId, sub, jar);
    expect(await begun(caller)).toEqual({
      methods: ["OPENID_CONNECT"],
      providers: [{ id: methodId, label: "Example ID" }],
    });
    const before = caller.cookies.get("unlatch");
    const address = new URL(await scene.begin(caller, methodId, "?purpose=step-up"));
    expect(Object.fromEntries(address.searchParams)).toMatchObject({ prompt: "login", max_age: "0" });
    expect(await stepUp(caller, sub, jar)).toMatchObject({
      purpose: "STEP_UP",
      viewer: { methods: ["OPENID_CONNECT"] },
    });
    expect(caller.cookies.get("unlatch")).not.toBe(before);
    const old = scene.api.stranger();
    old.cookies.set("unlatch", before ?? "");
    expect(await isSignedIn(old)).toBe(false);
  });

  test("a sign-in is as old as the provider says, so that one of this morning is no fresh proof", async () => {
    await rulesAre({ createPeople: true });
    const { sub } = await somebody();
    const jar = new Map<string, string>();
    await scene.signIn(scene.api.stranger(), methodId, sub, jar);
    await new Promise((resolve) => setTimeout(resolve, 2500));
    const later = scene.api.stranger();
    scene.api.clock.set(new Date());
    // The provider remembers the person and asks nothing.
    await scene.signIn(later, methodId, "", jar);
    expect(scene.api.clock.now().getTime() - (await provedAt(later))).toBeGreaterThan(2000);
  });

  test("StepUpRefused: somebody else there is somebody else here", async () => {
    await rulesAre({ createPeople: true });
    const [one, other] = [await somebody(), await somebody()];
    const caller = scene.api.stranger();
    await comes(one.sub, caller);
    expect(await stepUp(caller, other.sub)).toMatchObject({ __typename: "StepUpRefused" });
    await comes(other.sub);
    expect(await stepUp(caller, other.sub)).toMatchObject({ __typename: "StepUpRefused" });
    expect(await isSignedIn(caller)).toBe(true);
  });

  test("ReturnUnknown: a step-up of one session does not count in another", async () => {
    await rulesAre({ createPeople: true });
    const { sub } = await somebody();
    const [caller, other] = [scene.api.stranger(), scene.api.stranger()];
    await comes(sub, caller);
    await comes(sub, other);
    const back = await scene.provider.visit(await scene.begin(caller, methodId, "?purpose=step-up"), sub);
    other.cookies.set("unlatch-flow", caller.cookies.get("unlatch-flow") ?? "");
    expect(await scene.finish(other, back)).toMatchObject({ __typename: "ReturnUnknown" });
  });

  test("nobody who is not signed in is sent to prove it once more", async () => {
    expect(await scene.begin(scene.api.stranger(), methodId, "?purpose=step-up")).toBe(
      "/sign-in/returned#problem=ReturnUnknown",
    );
  });

  test("losing the group ends access at a step-up as well", async () => {
    await rulesAre({ createPeople: true, requiredGroup: "cards" });
    const { sub, said } = await somebody();
    const caller = scene.api.stranger();
    await comes(sub, caller);
    await scene.provider.knows(sub, { ...said, groups: [] });
    expect(await stepUp(caller, sub)).toMatchObject({ __typename: "DirectoryAccessEnded" });
    expect(await isSignedIn(caller)).toBe(false);
  });
});

describe("linking an account there to one's own", () => {
  const link = async (caller: Caller, as: string) =>
    scene.finish(caller, await scene.provider.visit(await scene.begin(caller, methodId, "?purpose=link"), as));
  const linked = async (caller: Caller) =>
    (await caller.graphql("{ viewer { account { linkedAccounts { isLinked method { label } } } } }")).data?.["viewer"]
      .account.linkedAccounts;

  test("lets administrators in, whom no rule lets in", async () => {
    await rulesAre({ matchBy: "USERNAME" });
    const user = await aUser(scene.api.application, { role: "ADMINISTRATOR" });
    const caller = await scene.api.as(user);
    const { sub } = await somebody({ preferred_username: user.username });
    expect(await comes(sub)).toMatchObject({ __typename: "NoAccountHere" });
    expect(await linked(caller)).toEqual([{ isLinked: false, method: { label: "Example ID" } }]);
    expect(await link(caller, sub)).toMatchObject({ purpose: "LINK" });
    expect(await linked(caller)).toEqual([{ isLinked: true, method: { label: "Example ID" } }]);
    expect(await comes(sub)).toMatchObject({ purpose: "SIGN_IN", viewer: { user: { role: "ADMINISTRATOR" } } });
  });

  test("IdentityTaken: an account there belongs to one person here", async () => {
    const [one, other] = [await aUser(scene.api.application), await aUser(scene.api.application)];
    const { sub } = await somebody();
    await link(await scene.api.as(one), sub);
    expect(await link(await scene.api.as(other), sub)).toEqual({
      __typename: "IdentityTaken",
      code: "IDENTITY_TAKEN",
      message: "This account is linked already. Unlink it there first.",
      field: null,
    });
  });

  test("StepUpNeeded: it wants a fresh proof, like every change of how one signs in", async () => {
    scene.api.clock.set(new Date(Date.now() - 301_000));
    const caller = await scene.api.as(await aUser(scene.api.application, { passwordHash: "none" }));
    scene.api.clock.set(new Date());
    const { sub } = await somebody();
    expect(await link(caller, sub)).toMatchObject({ __typename: "StepUpNeeded" });
  });

  test("LastWayIn: it cannot be unlinked where it is the only way to sign in; IdentityNotFound: nor where there is none", async () => {
    await rulesAre({ createPeople: true });
    const { sub } = await somebody();
    const caller = scene.api.stranger();
    await comes(sub, caller);
    const unlink = (by: Caller) =>
      mutationsOf(by)("unlinkIdentity", { methodId }, "__typename ... on Refusal { message }");
    expect(await unlink(caller)).toEqual({
      __typename: "LastWayIn",
      message: "This is your last way to sign in. Add another one first.",
    });
    const withPassword = await scene.api.as(await aUser(scene.api.application, { passwordHash: "none" }));
    expect(await unlink(withPassword)).toMatchObject({ __typename: "IdentityNotFound" });
    await link(withPassword, (await somebody()).sub);
    expect(await unlink(withPassword)).toMatchObject({ __typename: "AccountSaved" });
    expect(await linked(withPassword)).toEqual([{ isLinked: false, method: { label: "Example ID" } }]);
  });

  test("IdentityStays: whom a rule made an account for does not take themselves out of what happens there", async () => {
    await rulesAre({ createPeople: true });
    const { sub, username } = await somebody();
    const caller = scene.api.stranger();
    await comes(sub, caller);
    const userId = (await userRepository(sql()).byUsername(username))?.id ?? "";
    await scene.api.application.unitOfWork.unaudited((work) =>
      userRepository(work).savePassword(userId, { hash: "none", isShort: false }),
    );
    const came = await mutationsOf(caller)("unlinkIdentity", { methodId }, "__typename ... on Refusal { message }");
    expect(came).toEqual({
      __typename: "IdentityStays",
      message: "Your account here came from there and can't be unlinked. Contact the help desk.",
    });
    expect(await linked(caller)).toEqual([{ isLinked: true, method: { label: "Example ID" } }]);
  });

  test("a reset by an administrator unlinks what the person linked, and leaves what a rule made", async () => {
    await rulesAre({ createPeople: true });
    const user = await aUser(scene.api.application, { passwordHash: "none" });
    const { sub } = await somebody();
    await link(await scene.api.as(user), sub);
    const made = await somebody();
    await comes(made.sub);
    const madeId = (await userRepository(sql()).byUsername(made.username))?.id;
    for (const userId of [user.id, madeId]) {
      await mutationsOf(scene.administrator)("resetUserSignIn", { userId }, "__typename");
    }
    await rulesAre({ createPeople: false });
    expect(await comes(sub)).toMatchObject({ __typename: "NoAccountHere" });
    expect(await comes(made.sub)).toMatchObject({ purpose: "SIGN_IN" });
  });
});
