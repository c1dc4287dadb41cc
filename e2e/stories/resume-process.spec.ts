import { Holder } from "../people/holder.ts";
import { expect, test } from "../fixtures/story.ts";
import { unblockPinOffline } from "../fixtures/organisation.ts";

test("a reload at the challenge goes on where it was", async ({ holder, card }) => {
  await holder.starts(card);
  await holder.page.reload();
  await holder.seesHeading("Enter the challenge");
  const response = await holder.givesChallenge(card.challenge());
  expect(card.unblocks({ response, newPin: "864209" })).toBe(true);
});

test("a reload at the response shows the same response again", async ({ holder, card }) => {
  await holder.starts(card);
  const before = await holder.givesChallenge(card.challenge());
  await holder.page.reload();
  const after = await holder.readsResponse();
  expect(after).toBe(before);
  expect(card.unblocks({ response: after, newPin: "864209" })).toBe(true);
});

test("the card list leads back to an unfinished process", async ({ holder, card }) => {
  await holder.starts(card);
  await holder.goesTo("/");
  await holder.sees(/Unfinished/u);
  await holder.page.getByRole("link", { name: /Continue/u }).click();
  await holder.seesHeading("Enter the challenge");
});

test("another device takes over, before the response and after", async ({ holder, card, openBrowser }) => {
  await holder.starts(card);
  const computer = new Holder(holder.account, await openBrowser("pc"));
  await computer.signsIn();
  await computer.goesTo("/");
  await computer.page.getByRole("link", { name: /Continue/u }).click();
  const response = await computer.givesChallenge(card.challenge());

  await holder.page.reload();
  await holder.sees(/This challenge was answered at/u);
  await holder.button("Show response").click();
  expect(await holder.readsResponse()).toBe(response);
  expect(card.unblocks({ response, newPin: "864209" })).toBe(true);
  await holder.reports("It worked");
  await computer.page.reload();
  await expect(computer.response).toHaveCount(0);
});

test("a second tab is led to the open process instead of starting another", async ({ holder, card }) => {
  await holder.starts(card);
  const processPage = holder.page.url();
  const second = await holder.browser.context.newPage();
  await second.goto(`/cards/${card.id}`);
  const possibleActions = second.getByRole("button", { name: "Possible actions", exact: true });
  if ((await possibleActions.getAttribute("aria-expanded")) === "false") await possibleActions.click();
  await second
    .getByRole("button", { name: unblockPinOffline.name, exact: true })
    .or(second.getByRole("link", { name: unblockPinOffline.name, exact: true }))
    .or(second.getByRole("link", { name: /Continue/u }))
    .first()
    .click();
  await expect(second).toHaveURL(processPage);
});

test("two tabs cannot both answer one process", async ({ holder, card }) => {
  await holder.starts(card);
  const second = await holder.browser.context.newPage();
  await second.goto(holder.page.url());
  await expect(second.getByRole("heading", { name: "Enter the challenge" })).toBeVisible();

  const response = await holder.givesChallenge(card.challenge());
  await second.getByLabel("Challenge", { exact: true }).fill("0123 4567 89AB CDEF");
  await second.getByRole("button", { name: "Next", exact: true }).click();
  await expect(second.getByText(/already answered|was answered at/u).first()).toBeVisible();
  expect(card.unblocks({ response, newPin: "864209" })).toBe(true);
});
