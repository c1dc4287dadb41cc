import { expect, test } from "../fixtures/story.ts";
import { unblockPinOffline } from "../fixtures/organisation.ts";

test("Cancel before the response stops at once and says that nothing was changed", async ({ holder, card }) => {
  await holder.starts(card);
  await holder.types("1603 EB");
  await holder.button("Cancel").click();
  await holder.seesHeading(card.label);
  await holder.sees("Cancelled. Nothing was changed.");
  await holder.goesTo("/");
  await holder.doesNotSee(/Unfinished/u);
});

test("Cancel after the response asks first, and can be taken back", async ({ holder, card }) => {
  await holder.starts(card);
  const response = await holder.givesChallenge(card.challenge());
  await holder.button("Cancel").click();
  const dialog = holder.page.getByRole("alertdialog").or(holder.page.getByRole("dialog"));
  await expect(dialog).toContainText("Stop here?");
  await dialog.getByRole("button", { name: "Go back" }).click();
  await expect(dialog).toHaveCount(0);
  expect(await holder.readsResponse()).toBe(response);

  await holder.button("Cancel").click();
  await dialog.getByRole("button", { name: "Stop" }).click();
  await holder.seesHeading(card.label);
  await expect(holder.response).toHaveCount(0);
});

test("after Cancel the process can be started afresh", async ({ holder, card }) => {
  await holder.starts(card);
  await holder.button("Cancel").click();
  await holder.seesHeading(card.label);
  await holder.chooses(unblockPinOffline.name);
  const response = await holder.givesChallenge(card.challenge());
  expect(card.unblocks({ response, newPin: "864209" })).toBe(true);
});

test("the browser's Back never cancels silently", async ({ holder, card }) => {
  await holder.starts(card);
  await holder.page.goBack();
  await holder.goesTo("/");
  await holder.sees(/Unfinished/u);
});
