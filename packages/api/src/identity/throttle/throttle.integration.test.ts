import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { aUser } from "../../test-support/builders.ts";
import { does } from "../../test-support/sign-in-documents.ts";
import { type Caller, type TestApi, testApi } from "../../test-support/test-api.ts";
import { hashPassword } from "../index.ts";
import { makeSignInThrottle, usualLimits } from "./sign-in-throttle.ts";

const password = "a long walk by the sea";
const minute = 60_000;
let api: TestApi;
let passwordHash: string;
beforeAll(async () => {
  api = await testApi({ signInLimits: { ...usualLimits, perAccountAndAddress: 4, perAccount: 10, perAddress: 60 } });
  passwordHash = await hashPassword(password);
});
afterAll(() => api.remove());

const from = (address: string, deviceToken: string | null = null) => ({ address, deviceToken });
const throttleOf = ({ application }: TestApi) => application.identity.throttle;
const guess = async (account: string, place: { address: string; deviceToken: string | null }) =>
  (await throttleOf(api).count({ what: "password", account, ...place })).retryAfterSeconds;
const signIn = (caller: Caller, username: string, given = password) =>
  does(caller, "signIn", { username, password: given });

describe("counting tries", () => {
  test("lets so many through from one address, then each waits twice as long, up to an hour", async () => {
    for (let i = 0; i < 4; i += 1) expect(await guess("doubling", from("10.0.0.1"))).toBe(0);
    for (const wait of [300, 600, 1200, 2400, 3600, 3600]) {
      expect(await guess("doubling", from("10.0.0.1"))).toBe(wait);
      api.clock.forward(wait * 1000);
      expect(await guess("doubling", from("10.0.0.1"))).toBe(0);
    }
  });

  test("forgets after a day without any", async () => {
    for (let i = 0; i < 4; i += 1) await guess("forgotten", from("10.0.0.2"));
    api.clock.forward(25 * 60 * minute);
    for (let i = 0; i < 4; i += 1) expect(await guess("forgotten", from("10.0.0.2"))).toBe(0);
  });

  test("counts one account over all addresses, however it is written", async () => {
    const spellings = ["Over.All", "over.all", " OVER.ALL ", "ｏver.all"];
    const waits = [];
    for (let i = 0; i < 14; i += 1) waits.push(await guess(spellings[i % 4] ?? "", from(`10.1.0.${i}`)));
    expect(waits.filter((wait) => wait === 0)).toHaveLength(10);
  });

  test("counts one address over all accounts, in windows", async () => {
    for (let i = 0; i < 60; i += 1) expect(await guess(`spray-${i}`, from("10.2.0.1"))).toBe(0);
    expect(await guess("spray-61", from("10.2.0.1"))).toBe(300);
    api.clock.forward(5 * minute);
    expect(await guess("spray-61", from("10.2.0.1"))).toBe(0);
  });

  test("counts the half of an IPv6 address that one household has", async () => {
    for (let i = 0; i < 4; i += 1) expect(await guess("six", from(`2001:db8:1:2::${i}`))).toBe(0);
    expect(await guess("six", from("2001:0db8:0001:0002:ffff::1"))).toBe(300);
    expect(await guess("six", from("2001:db8:1:3::1"))).toBe(0);
  });

  test("keeps neither a name nor an address", async () => {
    await guess("very-secret-name", from("203.0.113.77"));
    const kept = JSON.stringify(await api.at.database.reader.rows("SELECT * FROM sign_in_tries"));
    expect(kept).not.toContain("very-secret-name");
    expect(kept).not.toContain("203.0.113.77");
  });
});

test("ten thousand guesses over two replicas, spellings and addresses evaluate no more than the budget", async () => {
  const replica = await api.replica();
  try {
    const spellings = ["Target.One", "target.one", " TARGET.ONE "];
    let evaluated = 0;
    for (let round = 0; round < 50; round += 1) {
      const waits = await Promise.all(
        Array.from({ length: 200 }, (_, i) =>
          throttleOf(i % 2 === 0 ? api : replica).count({
            what: "password",
            account: spellings[i % 3] ?? "",
            ...from(`10.${round}.${i}.1`),
          }),
        ),
      );
      evaluated += waits.filter(({ retryAfterSeconds }) => retryAfterSeconds === 0).length;
    }
    expect(evaluated).toBe(10);
  } finally {
    await replica.remove();
  }
});

test("a burst over GraphQL on two replicas looks at no more passwords than the budget", async () => {
  const replica = await api.replica();
  try {
    const { username } = await aUser(api.application, { passwordHash });
    const outcomes = await Promise.all(
      Array.from({ length: 40 }, (_, i) =>
        signIn((i % 2 ? api : replica).stranger(), username, "a wrong guess indeed"),
      ),
    );
    expect(outcomes.filter(({ __typename }) => __typename === "SignInRefused")).toHaveLength(4);
    expect(outcomes.filter(({ __typename }) => __typename === "RateLimited")).toHaveLength(36);
  } finally {
    await replica.remove();
  }
});

test("whatever strangers try, the holder signs in with the browser they know, every time", async () => {
  const { username } = await aUser(api.application, { passwordHash });
  const holder = api.stranger();
  expect((await signIn(holder, username))["__typename"]).toBe("SignedIn");
  let signedIn = 0;
  for (let second = 0; second < 20; second += 1) {
    for (let i = 0; i < 30; i += 1) await guess(username, from(`10.9.${second}.${i}`));
    await holder.graphql("mutation { signOut { signedOut } }");
    if ((await signIn(holder, username))["__typename"] === "SignedIn") signedIn += 1;
  }
  expect(signedIn).toBe(20);
  expect((await signIn(api.stranger(), username))["__typename"]).toBe("RateLimited");
});

test("what the holder gets right takes nothing back of what strangers tried", async () => {
  const { username } = await aUser(api.application, { passwordHash });
  const holder = api.stranger();
  await signIn(holder, username);
  for (let i = 0; i < 9; i += 1) await guess(username, from(`10.7.0.${i}`));
  for (let i = 0; i < 3; i += 1) await signIn(holder, username);
  expect(await guess(username, from("10.7.1.1"))).toBe(0);
  expect(await guess(username, from("10.7.1.2"))).toBe(300);
});

test("a browser that somebody else signed in with is a stranger to this account", async () => {
  const [target, other] = [
    await aUser(api.application, { passwordHash }),
    await aUser(api.application, { passwordHash }),
  ];
  const caller = api.stranger();
  await signIn(caller, other.username);
  for (let i = 0; i < 12; i += 1) await guess(target.username, from(`10.8.0.${i}`));
  expect((await signIn(caller, target.username))["__typename"]).toBe("RateLimited");
});

test("a known browser has a budget of its own, so a stolen one does not guess for ever", async () => {
  const { username } = await aUser(api.application, { passwordHash });
  const caller = api.stranger();
  await signIn(caller, username);
  const names = [];
  for (let i = 0; i < 6; i += 1) names.push((await signIn(caller, username, "a wrong guess indeed"))["__typename"]);
  expect(names).toEqual([...Array.from({ length: 4 }, () => "SignInRefused"), "RateLimited", "RateLimited"]);
});

test("takes as much work for somebody who is not there as for a wrong password", async () => {
  const own = await testApi({
    signInLimits: { perAccountAndAddress: 1e6, perAccount: 1e6, perAddress: 1e6, windowSeconds: 1 },
  });
  try {
    const { username } = await aUser(own.application, { passwordHash });
    const timed = async (name: string) => {
      const start = process.cpuUsage();
      await signIn(own.stranger(), name, "a wrong guess indeed");
      const { user, system } = process.cpuUsage(start);
      return user + system;
    };
    for (let i = 0; i < 5; i += 1) await timed(username);
    const [known, unknown]: [number[], number[]] = [[], []];
    for (let i = 0; i < 40; i += 1) {
      known.push(await timed(username));
      unknown.push(await timed("not.there"));
    }
    const median = (values: number[]) => values.toSorted((a, b) => a - b)[values.length / 2] ?? 0;
    const ratio = median(known) / median(unknown);
    expect(ratio).toBeGreaterThan(0.6);
    expect(ratio).toBeLessThan(1.66);
  } finally {
    await own.remove();
  }
});

test("what is forgotten is swept away now and then", async () => {
  const { reader, unitOfWork } = api.application;
  const seal = { fingerprintOf: (text: string) => Buffer.from(text).toString("hex").slice(-64) } as never;
  const own = makeSignInThrottle({ reader, unitOfWork, clock: api.clock.now, seal });
  await own.count({ what: "link", account: "", ...from("192.0.2.1") });
  const count = async () =>
    Number((await api.at.database.reader.row<{ n: unknown }>("SELECT count(*) AS n FROM sign_in_tries"))?.n);
  const before = await count();
  expect(before).toBeGreaterThan(20);
  api.clock.forward(48 * 60 * minute);
  for (let i = 0; i < 100; i += 1) await own.count({ what: "link", account: "", ...from("192.0.2.2") });
  expect(await count()).toBe(Math.max(before - 1000, 0) + 1);
});
