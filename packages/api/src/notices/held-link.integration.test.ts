import { afterAll, beforeAll, expect, test } from "vitest";
import { type MailServer, mailServer } from "../test-support/mail-server.ts";
import { aTold, mailsTo, tokenIn, told } from "../test-support/notice-scene.ts";
import { type TestApi, testApi } from "../test-support/test-api.ts";

let server: MailServer;
let api: TestApi;
beforeAll(async () => {
  server = await mailServer();
  const limits = { perAccount: 5, perAccountAndAddress: 1000, perAddress: 1000, windowSeconds: 300 };
  api = await testApi({ mail: server.settings, signInLimits: limits });
});
afterAll(async () => {
  server.stop();
  await api.remove();
});

test("whoever has a link cannot fill the log with it, and can still report after looking too often", async () => {
  const { address } = await aTold(api);
  const [received] = await mailsTo({ api, server }, address);
  const input = { token: tokenIn(received!) };
  const entries = async (action: string) =>
    (await api.at.database.reader.rows("SELECT 1 AS one FROM audit_events WHERE action = ?", [action])).length;
  for (let times = 0; times < 20; times += 1) await told(api.stranger(), "openNotMe", input);
  expect(await told(api.stranger(), "openNotMe", input)).toMatchObject({ __typename: "RateLimited" });
  expect(await entries("notice.openNotMe")).toBe(6);
  expect((await told(api.stranger(), "reportNotMe", input))["__typename"]).toBe("NotMeReported");
  for (let times = 0; times < 20; times += 1) await told(api.stranger(), "reportNotMe", input);
  expect(await entries("notice.reportNotMe")).toBe(6);
});
