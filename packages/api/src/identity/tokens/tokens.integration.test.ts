import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { anApiToken, aProgram, aUserWithOwnRole, decides } from "../../test-support/access.ts";
import { aCard, aProfile, aUser } from "../../test-support/builders.ts";
import { does } from "../../test-support/sign-in-documents.ts";
import { type Caller, type TestApi, testApi } from "../../test-support/test-api.ts";
import type { UserRecord } from "../index.ts";
import { newTokenText } from "./token-text.ts";

const day = 86_400_000;
let api: TestApi;
let root: UserRecord;
let administrator: Caller;
beforeAll(async () => {
  api = await testApi({ signInLimits: { perAccountAndAddress: 100, perAddress: 20, windowSeconds: 300 } });
  root = await aUser(api.application, { username: "root", role: "ADMINISTRATOR" });
});
beforeEach(async () => {
  administrator = await api.as(root);
});
afterAll(() => api.remove());

const inDays = (days: number) => new Date(api.clock.now().getTime() + days * day).toISOString();
const create = (input: object = {}, caller = administrator) =>
  decides(caller, "createApiToken", {
    name: "Nightly export",
    scopes: ["CARD_READ_ANY"],
    expiresAt: inDays(30),
    ...input,
  });
const name = (outcome: Record<string, unknown>) => outcome["__typename"];
const cards = (program: Caller) => program.graphql("{ cards(first: 1) { nodes { id } } }");
const statusOf = async (token: string) => (await cards(aProgram(api, token))).status;
const rows = <Row>(text: string, parameters: string[] = []) => api.at.database.reader.rows<Row>(text, parameters);

describe("a token", () => {
  test("is shown once, kept as a hash, and does what its scopes say", async () => {
    const { token, apiToken } = await create();
    expect(token).toMatch(/^unl_[0-9A-Za-z]{36}$/);
    expect(apiToken).toMatchObject({
      name: "Nightly export",
      scopes: ["CARD_READ_ANY"],
      createdBy: { username: "root" },
    });
    expect(token.startsWith(apiToken.prefix)).toBe(true);
    const program = aProgram(api, token);
    expect((await cards(program)).data).not.toBeNull();
    expect((await program.graphql("{ auditEvents(first: 1) { nodes { id } } }")).status).toBe(403);
    expect(JSON.stringify(await rows("SELECT * FROM api_tokens"))).not.toContain(token.slice(12));
    const { data } = await administrator.graphql(
      "{ apiTokens(first: 10) { nodes { prefix lastUsedAt } totalCount { count } } }",
    );
    expect(data?.["apiTokens"].nodes[0]).toEqual({
      prefix: apiToken.prefix,
      lastUsedAt: api.clock.now().toISOString(),
    });
    expect(JSON.stringify(data)).not.toContain(token);
  });

  test("stands in no log and no audit entry, whether it is good or not", async () => {
    const { token, apiToken } = await create();
    const wrong = token.replace(/.$/, (last: string) => (last === "a" ? "b" : "a"));
    await cards(aProgram(api, token));
    await aProgram(api, token).graphql("{ nothingLikeThis }");
    await cards(aProgram(api, wrong));
    const told = `${api.log.join("\n")} ${JSON.stringify(await rows("SELECT * FROM audit_events"))}`;
    expect(told).toContain(apiToken.id);
    for (const secret of [token, wrong, token.slice(12)]) expect(told).not.toContain(secret);
  });

  test("sees itself: in whose name, what it may, until when", async () => {
    const { token, apiToken } = await create();
    const { data } = await aProgram(api, token).graphql(
      "{ viewer { user { username } permissions sessionExpiresAt methods } }",
    );
    expect(data?.["viewer"]).toEqual({
      user: { username: "root" },
      permissions: ["CARD_READ_ANY"],
      sessionExpiresAt: apiToken.expiresAt,
      methods: [],
    });
  });

  test("is worth no more than what its owner may now", async () => {
    const owner = await aUser(api.application, { role: "ADMINISTRATOR" });
    const { token } = await anApiToken(api.application, owner);
    expect(await statusOf(token)).toBe(200);
    await decides(administrator, "assignRole", { userId: owner.id, roleId: "SELF_SERVICE_USER" });
    expect(await statusOf(token)).toBe(403);
  });

  test("acts in the audit log under its own name, with its id and its owner's name beside it", async () => {
    const { token, apiToken } = await create({ name: "HR sync", scopes: ["USER_WRITE", "USER_READ"] });
    const program = aProgram(api, token);
    const invited = { username: "from-hr", displayName: "From HR", role: "SELF_SERVICE_USER" };
    expect(name(await does(program, "inviteUser", invited))).toBe("UserInvited");
    const [entry] = await rows<{ actor_name: string; actor_id: string; facts: string }>(
      "SELECT actor_name, actor_id, facts FROM audit_events WHERE action = 'user.invite' ORDER BY sequence DESC",
    );
    expect(entry).toMatchObject({ actor_name: "token HR sync", actor_id: apiToken.id });
    expect(JSON.parse(entry!.facts)).toMatchObject({ tokenId: apiToken.id, tokenOwner: "root" });
  });

  test("is worth nothing once it is revoked, has expired, or its owner is out of use or was reset, on every server", async () => {
    const replica = await api.replica();
    const there = (token: string) => cards(aProgram(replica, token)).then(({ status }) => status);
    const { token, apiToken } = await create();
    expect(await there(token)).toBe(200);
    expect(await decides(administrator, "revokeApiToken", { tokenId: apiToken.id })).toMatchObject({
      __typename: "ApiTokenRevoked",
      apiToken: { revokedAt: api.clock.now().toISOString() },
    });
    expect(await there(token)).toBe(401);
    const owner = await aUser(api.application, { role: "OPERATOR" });
    const ofOwner = await anApiToken(api.application, owner);
    await does(administrator, "setUserState", { userId: owner.id, state: "INACTIVE" });
    expect(await there(ofOwner.token)).toBe(401);
    const other = await aUser(api.application, { role: "OPERATOR" });
    const ofOther = await anApiToken(api.application, other);
    expect(await there(ofOther.token)).toBe(200);
    await does(administrator, "resetUserSignIn", { userId: other.id });
    expect(await there(ofOther.token)).toBe(401);
    const short = await create({ expiresAt: inDays(1) });
    api.clock.forward(day);
    expect(await there(short.token)).toBe(401);
    await replica.remove();
  });

  test("reaches what programs are for and nothing that takes a person", async () => {
    const { token } = await anApiToken(api.application, root);
    const program = aProgram(api, token);
    const profile = await aProfile(api.application, {
      on: [{ state: "ACTIVE", process: "CardsSelfServiceProcUnblockPINOffline" }],
    });
    const card = await aCard(api.application, { profile, holder: root });
    const start = `mutation { startProcess(input: { cardId: "${card.id}", process: "CardsSelfServiceProcUnblockPINOffline" }) {
      __typename ... on Refusal { code message } } }`;
    expect((await program.graphql(start)).data?.["startProcess"]).toEqual({
      __typename: "NotPermitted",
      code: "NOT_PERMITTED",
      message: "This takes the scope process:run:own, which the token does not have or cannot have.",
    });
    expect(name(await create({}, program))).toBe("NotPermitted");
    for (const document of [
      "{ viewer { account { email } } }",
      "mutation { endOtherSessions { __typename } }",
      `mutation { signIn(input: { username: "a", password: "b" }) { __typename } }`,
      "mutation { signOut { signedOut } }",
    ]) {
      expect((await program.graphql(document)).errors[0]?.extensions["code"]).toBe("FORBIDDEN");
    }
    expect(program.cookies.size).toBe(0);
  });

  test("opens the files of imports where it has the scope", async () => {
    const { token } = await anApiToken(api.application, root, ["card:read:any"]);
    const export_ = { method: "GET", url: "/api/cards.csv" } as const;
    expect((await aProgram(api, token).inject(export_)).status).toBe(200);
    const without = await anApiToken(api.application, root, ["user:read"]);
    expect((await aProgram(api, without.token).inject(export_)).status).toBe(403);
  });
});

describe("a request", () => {
  test("with a token and a session's cookie is nobody's", async () => {
    const { token } = await create();
    const answer = await administrator.inject({
      method: "POST",
      url: "/graphql",
      headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
      payload: { query: "{ viewer { permissions } }" },
    });
    expect(answer.status).toBe(400);
  });

  test("with a password for a proxy in front of us is not refused for it", async () => {
    const headers = { "content-type": "application/json", authorization: "Basic cHJveHk6c2VjcmV0" };
    const payload = { query: "{ site { organisation } }" };
    const { status } = await api.stranger().inject({ method: "POST", url: "/graphql", headers, payload });
    expect(status).toBe(200);
  });

  test("with a token is known by where it goes, however the address is written", async () => {
    const headers = { "content-type": "application/json", authorization: "Bearer unl_nothing" };
    const payload = { query: "{ site { organisation } }" };
    for (const url of ["/graphql", "/graphql?x=1", "/%67raphql"]) {
      expect((await api.stranger().inject({ method: "POST", url, headers, payload })).status).toBe(401);
    }
    const page = await api.stranger().inject({ method: "GET", url: "/healthz", headers });
    expect(page.status).toBe(200);
  });

  test("with a mistyped token is refused by its checksum, without a look at the database", async () => {
    const { token } = await create();
    const mistyped = token.replace(/.$/, (last: string) => (last === "a" ? "b" : "a"));
    const before = await rows("SELECT * FROM sign_in_tries");
    for (const given of [mistyped, "unl_x", "", "ghp_".padEnd(40, "a")]) expect(await statusOf(given)).toBe(401);
    expect(await rows("SELECT * FROM sign_in_tries")).toEqual(before);
  });

  test("with tokens that nobody made is slowed down; unknown and revoked are the same to the byte", async () => {
    api.clock.forward(day);
    administrator = await api.as(root);
    const { apiToken, token } = await create();
    await decides(administrator, "revokeApiToken", { tokenId: apiToken.id });
    const unknown = await cards(aProgram(api, newTokenText(api.application.random)));
    const revoked = await cards(aProgram(api, token));
    expect(unknown.status).toBe(401);
    expect(revoked.text).toBe(unknown.text);
    const statuses = [];
    for (let tries = 0; tries < 25; tries += 1) statuses.push(await statusOf(newTokenText(api.application.random)));
    expect(statuses.filter((status) => status === 401).length).toBeLessThanOrEqual(20);
    expect(statuses.at(-1)).toBe(429);
  });
});

describe("making one is refused", () => {
  test("StepUpNeeded: without a fresh proof", async () => {
    api.clock.forward(6 * 60_000);
    expect(name(await create())).toBe("StepUpNeeded");
  });

  test("NotPermitted: to whoever may not", async () => {
    const operator = await api.as(await aUser(api.application, { role: "OPERATOR" }));
    expect(name(await create({}, operator))).toBe("NotPermitted");
  });

  test("BeyondOwnPermissions: for more than one may oneself", async () => {
    const maker = await api.as(await aUserWithOwnRole(api.application, ["token:write", "user:read"]));
    expect(await create({ scopes: ["USER_READ", "AUDIT_READ"] }, maker)).toMatchObject({
      __typename: "BeyondOwnPermissions",
      permissions: ["AUDIT_READ"],
    });
  });

  test("ApiTokenScopesUnusable: none, or one that takes a person", async () => {
    expect(await create({ scopes: [] })).toMatchObject({ __typename: "ApiTokenScopesUnusable", permissions: [] });
    expect(await create({ scopes: ["CARD_READ_ANY", "PROCESS_RUN_OWN"] })).toMatchObject({
      __typename: "ApiTokenScopesUnusable",
      permissions: ["PROCESS_RUN_OWN"],
    });
  });

  test.each([[0], [-1], [367]])("ApiTokenExpiryUnusable: in %s days", async (days) => {
    expect(name(await create({ expiresAt: inDays(days) }))).toBe("ApiTokenExpiryUnusable");
  });

  test.each([[""], ["x".repeat(51)], ["a\nb"]])("ApiTokenNameUnusable: %j", async (unusable) => {
    expect(name(await create({ name: unusable }))).toBe("ApiTokenNameUnusable");
  });

  test("ApiTokenNotFound: revoking what is not there", async () => {
    expect(name(await decides(administrator, "revokeApiToken", { tokenId: "none" }))).toBe("ApiTokenNotFound");
  });
});
