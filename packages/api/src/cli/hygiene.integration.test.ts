import { cardTypeNamed } from "@unlatch/core/challenge/card-types";
import { afterAll, beforeAll, expect, test } from "vitest";
import { aCard, aProfile } from "../test-support/builders.ts";
import { type TestApi, testApi } from "../test-support/test-api.ts";
import type { CommandRun } from "./command.ts";
import { hygieneCommand } from "./hygiene.ts";

let api: TestApi;
beforeAll(async () => {
  api = await testApi();
});
afterAll(() => api.remove());

test("prints counts and check values with their convention, and no key", async () => {
  const profile = await aProfile(api.application, { cardType: "minidriver-3des" });
  const card = await aCard(api.application, { profile });
  const zeros = new Uint8Array(24);
  const keyed = { cardId: (await aCard(api.application, { profile })).id, cardType: cardTypeNamed("minidriver-3des") };
  await api.application.unitOfWork.unaudited((sql) => api.application.vault.addAdminKey(sql, keyed, zeros));
  const said: string[] = [];
  const run = { parts: [], application: api.application, say: (line: string) => said.push(line) };
  await hygieneCommand.run(run as unknown as CommandRun);
  const text = said.join("\n");
  expect(text).toMatch(/^2\s+in all$/m);
  expect(text).toMatch(/^1\s+with a default key$/m);
  expect(text).toMatch(/^ {2}1\s+KCV 8CA64D \(zeros enciphered\)$/m);
  expect(text).toMatch(/^2\s+3DES$/m);
  expect(text.toLowerCase()).not.toContain(Buffer.from(card.adminKey).toString("hex").slice(0, 12));
});
