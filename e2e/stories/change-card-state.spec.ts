import { Operator } from "../people/operator.ts";
import { expect, test } from "../fixtures/story.ts";
import { unblockPinOffline } from "../fixtures/organisation.ts";

test("an operator takes a card out of use and puts it back, and its holder can tell", async ({
  organisation,
  openBrowser,
  holder,
  card,
}) => {
  const operator = new Operator(await organisation.hires("operator"), await openBrowser("pc"));
  await operator.signsIn();
  await operator.opens(card);
  await operator.runs("Deactivate card");
  await holder.opens(card);
  await expect(holder.offer(unblockPinOffline.name)).toHaveCount(0);
  await holder.sees("This card is inactive, so its PIN can't be unblocked here. Contact the help desk.");

  await operator.runs("Reactivate card");
  await holder.starts(card);
  const response = await holder.givesChallenge(card.challenge());
  expect(card.unblocks({ response, newPin: "864209" })).toBe(true);
});

test("locking a card is for good, and is asked once more", async ({ organisation, openBrowser, card }) => {
  const operator = new Operator(await organisation.hires("operator"), await openBrowser("pc"));
  await operator.signsIn();
  await operator.opens(card);
  await operator.button("Lock card").click();
  const dialog = operator.page.getByRole("dialog");
  await expect(dialog).toContainText("for good");
  await dialog.getByRole("button", { name: "Cancel", exact: true }).click();
  await operator.runs("Lock card");
  for (const process of ["Reactivate card", "Activate card", "Deactivate card"]) {
    await expect(operator.button(process)).toHaveCount(0);
  }
});

test("an operator sees cards, and neither card profiles nor the audit log", async ({ organisation, openBrowser }) => {
  const operator = new Operator(await organisation.hires("operator"), await openBrowser("pc"));
  await operator.signsIn();
  await operator.goesTo("/admin");
  const places = operator.page.getByRole("navigation", { name: "Administration" });
  await expect(places.getByRole("link", { name: "Card list" })).toBeVisible();
  await expect(places.getByRole("link", { name: "Cards", exact: true })).toHaveCount(0);
  await expect(places.getByRole("link", { name: "Audit log" })).toHaveCount(0);
});
