import { afterAll, beforeAll, expect, test } from "vitest";
import { aUser } from "../../test-support/builders.ts";
import { type TestApi, testApi } from "../../test-support/test-api.ts";

let api: TestApi;
beforeAll(async () => void (api = await testApi()));
afterAll(() => api.remove());

test("StepUpNeeded: a session whose proof is old neither invites nor resets those who may more than self-service", async () => {
  const admin = await aUser(api.application, { role: "ADMINISTRATOR" });
  const other = await aUser(api.application, { role: "OPERATOR" });
  const caller = await api.as(admin);
  api.clock.forward(10 * 60_000);
  const invite = `mutation ($input: InviteUserInput!) { inviteUser(input: $input) { __typename } }`;
  const input = { username: "mallory", displayName: "Mallory", role: "ADMINISTRATOR" };
  const invited = await caller.graphql(invite, { input });
  expect(invited.data?.["inviteUser"]).toEqual({ __typename: "StepUpNeeded" });
  const reset = `mutation ($input: ResetUserSignInInput!) { resetUserSignIn(input: $input) { __typename } }`;
  for (const userId of [admin.id, other.id]) {
    const answer = await caller.graphql(reset, { input: { userId } });
    expect(answer.data?.["resetUserSignIn"]).toEqual({ __typename: "StepUpNeeded" });
  }
});
