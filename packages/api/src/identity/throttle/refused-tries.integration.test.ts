import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { nobody } from "../../platform/actor.ts";
import { aUser } from "../../test-support/builders.ts";
import { addPasskey } from "../../test-support/second-factors.ts";
import { does } from "../../test-support/sign-in-documents.ts";
import { type TestApi, testApi } from "../../test-support/test-api.ts";
import { hashPassword } from "../index.ts";
import { usualLimits } from "./sign-in-throttle.ts";

const password = "a long walk by the sea";
const perAddress = 12;
const windowMs = usualLimits.windowSeconds * 1000;
let api: TestApi;
let replica: TestApi;
beforeAll(async () => {
  api = await testApi({ signInLimits: { ...usualLimits, perAddress } });
  replica = await api.replica();
});
afterAll(async () => {
  await replica.remove();
  await api.remove();
});

const claimSetUp = `mutation ($input: ClaimSetUpInput!) { claimSetUp(input: $input) { __typename } }`;
const account = { username: "no.body", displayName: "No Body", password };
/** Every way in that needs no session, tried with what is made up. */
const ways: [string, (at: TestApi, i: number) => Promise<unknown>][] = [
  ["session.signIn", (at, i) => does(at.stranger(), "signIn", { username: `made-up-${i}`, password: "x" })],
  ["session.signInWithPasskey", (at) => does(at.stranger(), "signInWithPasskey", { assertionJson: "{}" })],
  ["session.continueSignIn", (at, i) => does(at.stranger(), "continueSignIn", { pendingId: `made up ${i}` })],
  ["invitation.open", (at, i) => does(at.stranger(), "openInvitation", { token: `made up ${i}` })],
  ["invitation.accept", (at, i) => does(at.stranger(), "acceptInvitation", { token: `made up ${i}`, password })],
  ["setUp.claim", (at, i) => at.stranger().graphql(claimSetUp, { input: { ...account, token: `made up ${i}` } })],
];
const outcomesOf = async (action: string) => {
  const text = "SELECT outcome, facts FROM audit_events WHERE action = ? ORDER BY sequence";
  const rows = await api.at.database.reader.rows<{ outcome: string; facts: string }>(text, [action]);
  return rows.map(({ outcome, facts }) => (outcome === "RateLimited" ? `${outcome} ${facts}` : outcome));
};
const flood = async (tries: number, attempt: (at: TestApi, i: number) => Promise<unknown>) => {
  for (let done = 0; done < tries; done += 50) {
    await Promise.all(Array.from({ length: 50 }, (_, i) => attempt(i % 2 === 0 ? api : replica, done + i)));
  }
};
const told = (seconds: number) => `RateLimited {"retryAfterSeconds":"${seconds}"}`;

describe("five hundred tries from one address, over two replicas", () => {
  test.each(ways)(
    "of %s leave an entry for each that was looked at, and one for all that wait",
    async (action, way) => {
      // What is counted together, such as links of both kinds, begins anew.
      api.clock.forward(windowMs);
      await flood(500, way);
      const outcomes = await outcomesOf(action);
      expect(outcomes.filter((outcome) => !outcome.startsWith("RateLimited"))).toHaveLength(perAddress);
      expect(outcomes.filter((outcome) => outcome.startsWith("RateLimited"))).toEqual([told(300)]);
    },
  );

  test("leave another entry when the next window is used up", async () => {
    api.clock.forward(windowMs);
    await flood(100, (at, i) => does(at.stranger(), "continueSignIn", { pendingId: `again ${i}` }));
    const outcomes = await outcomesOf("session.continueSignIn");
    expect(outcomes.filter((outcome) => outcome.startsWith("RateLimited"))).toEqual([told(300), told(300)]);
    expect(outcomes).toHaveLength(2 * perAddress + 2);
  });

  test("of different ways that count together leave one entry", async () => {
    api.clock.forward(windowMs);
    const before = (await outcomesOf("invitation.open")).length + (await outcomesOf("setUp.claim")).length;
    await flood(100, (at, i) => ways[i % 4 < 2 ? 3 : 5]?.[1](at, i) ?? Promise.resolve());
    const after = (await outcomesOf("invitation.open")).length + (await outcomesOf("setUp.claim")).length;
    expect(after - before).toBe(perAddress + 1);
  });
});

describe("whoever holds something right", () => {
  test("and sends a used answer of a passkey again and again leaves no more entries than a stranger", async () => {
    api.clock.forward(windowMs);
    const user = await aUser(api.application);
    const authenticator = await addPasskey(await api.as(user));
    const sign = async () =>
      authenticator.sign((await does(api.stranger(), "beginPasskeySignIn"))["optionsJson"] as string);
    const assertionJson = await sign();
    await does(api.stranger(), "signInWithPasskey", { assertionJson });
    const before = (await outcomesOf("session.signInWithPasskey")).length;
    await flood(100, (at) => does(at.stranger(), "signInWithPasskey", { assertionJson }));
    expect((await outcomesOf("session.signInWithPasskey")).length - before).toBe(perAddress + 1);
    expect((await does(api.stranger(), "signInWithPasskey", { assertionJson: await sign() }))["__typename"]).toBe(
      "SignedIn",
    );
  });

  test("and is locked leaves no more entries than a stranger", async () => {
    api.clock.forward(windowMs);
    const user = await aUser(api.application);
    const authenticator = await addPasskey(await api.as(user));
    const text = "UPDATE users SET state = 'LOCKED' WHERE id = ?";
    await api.application.unitOfWork.unaudited((sql) => sql.run(text, [user.id]));
    const { optionsJson } = await does(api.stranger(), "beginPasskeySignIn");
    const [assertionJson, before] = [
      authenticator.sign(optionsJson),
      (await outcomesOf("session.signInWithPasskey")).length,
    ];
    await flood(50, (at) => does(at.stranger(), "signInWithPasskey", { assertionJson }));
    expect((await outcomesOf("session.signInWithPasskey")).length - before).toBe(perAddress + 1);
  });

  test("and opens an invitation or gives it weak passwords waits after fifty, whatever others tried", async () => {
    api.clock.forward(windowMs);
    const administrator = await api.as(await aUser(api.application, { role: "ADMINISTRATOR" }));
    const input = { username: "held.link", displayName: "Held Link", role: "SELF_SERVICE_USER" };
    const { link } = await does(administrator, "inviteUser", input);
    const token = String(link).split("#")[1] ?? "";
    await flood(50, (at, i) => does(at.stranger(), "openInvitation", { token: `made up ${i}` }));
    const before = (await outcomesOf("invitation.open")).length + (await outcomesOf("invitation.accept")).length;
    await flood(100, (at, i) =>
      i % 4 < 2
        ? does(at.stranger(), "openInvitation", { token })
        : does(at.stranger(), "acceptInvitation", { token, password: "x" }),
    );
    const after = (await outcomesOf("invitation.open")).length + (await outcomesOf("invitation.accept")).length;
    expect(after - before).toBe(50 + 1);
    api.clock.forward(windowMs);
    expect((await does(api.stranger(), "acceptInvitation", { token, password }))["__typename"]).toBe("SignedIn");
  });
});

describe("on one account", () => {
  test("each longer wait leaves one entry, which says whose account it is and how long it waits", async () => {
    api.clock.forward(windowMs);
    const user = await aUser(api.application, { passwordHash: await hashPassword(password) });
    const guess = (at: TestApi) => does(at.stranger(), "signIn", { username: user.username, password: "wrong guess" });
    await flood(50, guess);
    for (const seconds of [300, 600]) {
      api.clock.forward(seconds * 1000);
      await flood(50, guess);
    }
    const text = "SELECT facts FROM audit_events WHERE subject_user_id = ? AND outcome = ? ORDER BY sequence";
    const entries = (outcome: string) => api.at.database.reader.rows<{ facts: string }>(text, [user.id, outcome]);
    expect(await entries("SignInRefused")).toHaveLength(10 + 2);
    expect((await entries("RateLimited")).map(({ facts }) => JSON.parse(facts))).toEqual(
      [300, 600, 1200].map((seconds) => ({ retryAfterSeconds: `${seconds}` })),
    );
  });

  test("whoever waits and comes back a minute later is told the rest, without another entry", async () => {
    const { username, id } = await aUser(api.application, { passwordHash: await hashPassword(password) });
    api.clock.forward(windowMs);
    const guess = () => does(api.stranger(), "signIn", { username, password: "wrong guess" });
    for (let i = 0; i < 11; i += 1) await guess();
    api.clock.forward(60_000);
    expect(await guess()).toMatchObject({ __typename: "RateLimited", retryAfterSeconds: 240 });
    const text = "SELECT facts FROM audit_events WHERE subject_user_id = ? AND outcome = 'RateLimited'";
    expect(await api.at.database.reader.rows(text, [id])).toHaveLength(1);
  });

  test("a wait that begins anew after the tries were forgiven leaves an entry of its own", async () => {
    const { throttle } = api.application.identity;
    const attempt = { what: "password", account: "begun.anew", address: "192.0.2.9", deviceToken: null } as const;
    const refused = { action: { name: "try.anew", success: "SignedIn" }, actor: nobody };
    for (let round = 0; round < 2; round += 1) {
      const counted = [];
      for (let i = 0; i < 12; i += 1) counted.push(await throttle.count(attempt));
      for (const { refuse } of counted) await refuse?.(refused);
      for (const { forgive, refuse } of counted) if (!refuse) await forgive();
    }
    expect(await outcomesOf("try.anew")).toEqual([told(300), told(300)]);
  });
});
