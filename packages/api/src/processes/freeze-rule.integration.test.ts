import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestApi, testApi } from "../test-support/test-api.ts";
import { aScene } from "../test-support/unblock-scene.ts";
import { refuseFrozenCard } from "./freeze-rule.ts";
import type { Release } from "./release-rules.ts";

let api: TestApi;
beforeAll(async () => {
  api = await testApi();
});
afterAll(() => api.remove());

test("CardFrozen: whatever ground a release stands on, a frozen card gets no response", async () => {
  const [frozen, other] = [await aScene(api), await aScene(api)];
  const since = api.clock.now();
  const decided = await api.application.unitOfWork.unaudited(async (sql) => {
    await sql.run("INSERT INTO card_freezes (card_id, frozen_at) VALUES (?, ?)", [frozen.card.id, since]);
    const releaseOf = ({ card }: typeof frozen) => ({ work: { sql }, ground: { card } }) as unknown as Release;
    return [await refuseFrozenCard(releaseOf(frozen)), await refuseFrozenCard(releaseOf(other))];
  });
  expect(decided).toEqual([{ type: "CardFrozen", since }, null]);
});
