import { afterAll, beforeAll, expect, test } from "vitest";
import { aTold } from "../../test-support/notice-scene.ts";
import { type MailServer, mailServer } from "../../test-support/mail-server.ts";
import { type TestApi, testApi } from "../../test-support/test-api.ts";
import type { Mailer } from "./mailer.ts";
import { makeSendNotices } from "./send-notices.ts";

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

test("a mail server that takes its time is handed no notice twice, however many replicas send", async () => {
  for (let times = 0; times < 10; times += 1) await aTold(api);
  const handed: string[] = [];
  const sender = (whenHanded: () => Promise<void>) => {
    const mailer: Mailer = {
      async send({ messageId }) {
        handed.push(messageId);
        await whenHanded();
        return { type: "Mailed" };
      },
    };
    const mailOf = ({ id }: { id: string }) => ({ to: "", subject: "", text: "", html: "", messageId: id });
    return makeSendNotices({ unitOfWork: api.application.unitOfWork, clock: api.clock.now, mailer, mailOf });
  };
  const another = sender(async () => undefined);
  await sender(async () => {
    api.clock.forward(20_000);
    if (handed.length === 7) await another();
  })();
  expect(handed).toHaveLength(10);
  expect(new Set(handed).size).toBe(10);
});
