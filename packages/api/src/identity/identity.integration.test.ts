import { afterAll, beforeAll, expect, test } from "vitest";
import { aUser } from "../test-support/builders.ts";
import { type TestApi, testApi } from "../test-support/test-api.ts";

let api: TestApi;
beforeAll(async () => {
  api = await testApi();
});
afterAll(() => api.remove());

test("a person who is signed in sees who they are", async () => {
  const ada = await api.as(await aUser(api.application, { username: "ada", displayName: "Ada Lund" }));
  const answer = await ada.graphql(
    "{ viewer { user { username displayName role state } permissions sessionExpiresAt } }",
  );
  expect(answer.errors).toEqual([]);
  expect(answer.data?.["viewer"].user).toEqual({
    username: "ada",
    displayName: "Ada Lund",
    role: "SELF_SERVICE_USER",
    state: "ACTIVE",
  });
});
