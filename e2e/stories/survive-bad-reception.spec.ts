import { expect, test } from "../fixtures/story.ts";

test("without a connection the challenge is kept, and Next works once it is back", async ({ holder, card }) => {
  holder.browser.tolerates(/ERR_INTERNET_DISCONNECTED/u);
  await holder.starts(card);
  const challenge = card.challenge();
  await holder.types(challenge);
  await holder.browser.context.setOffline(true);
  await holder.clicksNext();
  await holder.sees(/What you typed is kept/u);
  await expect(holder.challengeField).toHaveValue(challenge);
  await holder.browser.context.setOffline(false);
  await holder.clicksNext();
  const response = await holder.readsResponse();
  expect(card.unblocks({ response, newPin: "864209" })).toBe(true);
});

test("a response that was lost on its way is given again for the same challenge", async ({ holder, card }) => {
  holder.browser.tolerates(/ERR_FAILED/u);
  await holder.starts(card);
  await holder.types(card.challenge());
  let lost = 0;
  await holder.page.route("**/graphql", async (route) => {
    if (lost > 0) return route.continue();
    lost += 1;
    await route.fetch();
    return route.abort();
  });
  await holder.clicksNext();
  await holder.sees(/What you typed is kept/u);
  await holder.clicksNext();
  const response = await holder.readsResponse();
  expect(lost).toBe(1);
  expect(card.unblocks({ response, newPin: "864209" })).toBe(true);
});
