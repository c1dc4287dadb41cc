import { afterAll, beforeAll, expect, test } from "vitest";
import { type MailServer, mailServer } from "../../test-support/mail-server.ts";
import { aTold, mailsTo, tokenIn, told } from "../../test-support/notice-scene.ts";
import { type TestApi, testApi } from "../../test-support/test-api.ts";

let server: MailServer;
let api: TestApi;
beforeAll(async () => {
  server = await mailServer();
  api = await testApi({ mail: server.settings });
});
afterAll(async () => {
  server.stop();
  await api.remove();
});

test("many who look at a link at once keep nobody waiting", async () => {
  const { address } = await aTold(api);
  const [received] = await mailsTo({ api, server }, address);
  const begun = performance.now();
  const answers = await Promise.all(
    Array.from({ length: 30 }, () => told(api.stranger(), "openNotMe", { token: tokenIn(received!) })),
  );
  expect(new Set(answers.map((answer) => answer["__typename"]))).toEqual(new Set(["NotMeOpened"]));
  expect(performance.now() - begun).toBeLessThan(4000);
}, 60_000);
