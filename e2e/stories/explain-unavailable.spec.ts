import { expect, test } from "../fixtures/story.ts";
import { unblockPinOffline } from "../fixtures/organisation.ts";

test("an inactive card says why its PIN cannot be unblocked", async ({ organisation, holder, card }) => {
  await organisation.changesState(card, "CardsProcDeactivate");
  await holder.opens(card);
  await expect(holder.offer(unblockPinOffline.name)).toHaveCount(0);
  await holder.sees("This card is inactive, so its PIN can't be unblocked here. Contact the help desk.");
});

test("a locked card says why, and never calls itself blocked", async ({ organisation, holder, card }) => {
  await organisation.changesState(card, "CardsProcLock");
  await holder.opens(card);
  await holder.sees("This card is locked, so its PIN can't be unblocked here. Contact the help desk.");
  await expect(holder.page.getByRole("main")).not.toContainText(/card is blocked/iu);
});

test("a card whose profile has the process off says so", async ({ organisation, holder, card, profile }) => {
  await organisation.switchesOff(profile);
  await holder.opens(card);
  await expect(holder.offer(unblockPinOffline.name)).toHaveCount(0);
  await holder.sees("Your organisation hasn't turned on Unblock PIN offline for this card.");
});

test("a holder without cards is told where cards come from", async ({ holder }) => {
  await holder.goesTo("/");
  await holder.sees(/You have no cards/u);
});
