import { Holder } from "../people/holder.ts";
import { expect, test } from "../fixtures/story.ts";
import { unblockPinOffline } from "../fixtures/organisation.ts";

test("nobody is offered the process until an administrator switches it on", async ({
  administrator,
  holder,
  organisation,
  openBrowser,
}) => {
  const profile = await organisation.defines();
  const card = await organisation.issues({ holder: holder.account, profile });
  const colleague = new Holder(await organisation.hires(), await openBrowser());
  const colleaguesCard = await organisation.issues({ holder: colleague.account, profile });
  await colleague.signsIn();

  for (const [person, own] of [
    [holder, card],
    [colleague, colleaguesCard],
  ] as const) {
    await person.opens(own);
    await expect(person.offer(unblockPinOffline.name)).toHaveCount(0);
    await person.sees("Your organisation hasn't turned on Unblock PIN offline for this card.");
  }

  await administrator.switchesOn({ process: unblockPinOffline.name, profile, state: "Active" });

  for (const [person, own] of [
    [holder, card],
    [colleague, colleaguesCard],
  ] as const) {
    await person.starts(own);
    own.refusesPin({ times: 3 });
    const response = await person.givesChallenge(own.challenge());
    expect(own.unblocks({ response, newPin: "864209" })).toBe(true);
  }
});

test("taking the row out and saving switches it off again", async ({ administrator, holder, card, profile }) => {
  await holder.opens(card);
  await holder.unfoldsPossibleActions();
  await expect(holder.offer(unblockPinOffline.name)).toBeVisible();
  await administrator.opensProfile(profile);
  await administrator.choosesTab("Active");
  await administrator.removesCommand(unblockPinOffline.name);
  await administrator.saves();
  await holder.opens(card);
  await expect(holder.offer(unblockPinOffline.name)).toHaveCount(0);
});

test("a process switched on in one state of the card is not offered in another", async ({ administrator, profile }) => {
  await administrator.opensProfile(profile);
  await administrator.choosesTab("Inactive");
  await administrator.sees(/No additional commands/u);
});
