import { afterAll, beforeAll, expect, test } from "vitest";
import { aUser } from "../../test-support/builders.ts";
import { does } from "../../test-support/sign-in-documents.ts";
import { type TestApi, testApi } from "../../test-support/test-api.ts";
import { hashPassword } from "../index.ts";

const password = "a long walk by the sea";
let api: TestApi;
let replica: TestApi;
beforeAll(async () => {
  api = await testApi();
  replica = await api.replica();
});
afterAll(async () => {
  await replica.remove();
  await api.remove();
});

test("guessed at once a second for ten minutes over two servers, a holder with a known browser gets in every time", async () => {
  const { username } = await aUser(api.application, { passwordHash: await hashPassword(password) });
  const holder = api.stranger();
  expect((await does(holder, "signIn", { username, password }))["__typename"]).toBe("SignedIn");
  const [guessed, signedIn] = [
    { answered: 0, refused: 0 },
    { tried: 0, done: 0 },
  ];
  for (let second = 0; second < 600; second += 1) {
    api.clock.forward(1000);
    const attacker = (second % 2 ? api : replica).stranger();
    const came = await does(attacker, "signIn", { username, password: `guess number ${second} of many` });
    guessed[came["__typename"] === "SignInRefused" ? "answered" : "refused"] += 1;
    if (second % 6 !== 0) continue;
    signedIn.tried += 1;
    if ((await does(holder, "signIn", { username, password }))["__typename"] === "SignedIn") signedIn.done += 1;
  }
  expect(signedIn.done / signedIn.tried).toBeGreaterThanOrEqual(0.99);
  expect(signedIn.tried).toBe(100);
  // Ten in the first five minutes, and a few after each wait: what `usualLimits` let through.
  expect(guessed.answered).toBeLessThanOrEqual(15);
  expect(guessed.answered + guessed.refused).toBe(600);
}, 60_000);
