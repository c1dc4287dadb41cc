import { expect, test } from "../fixtures/story.ts";
import { unblockPinOffline } from "../fixtures/organisation.ts";

test("what is red for a card is mended behind its link, and is green then", async ({
  administrator,
  organisation,
  holder,
}) => {
  const profile = await organisation.defines("AES-256");
  const card = await organisation.issues({ holder: holder.account, profile, kind: "AES-256" });
  await administrator.goesTo(`/admin/card-list/${card.id}`);
  await administrator.sees("Not yet: 2 things are missing.");
  await administrator.sees(/Unblock PIN offline is not switched on for active cards/u);
  await administrator.page.getByRole("link", { name: "Open the Active tab" }).first().click();
  await administrator.seesHeading(profile.name);
  await administrator.addsCommand(unblockPinOffline.name);
  await administrator.saves();
  await administrator.goesTo(`/admin/card-list/${card.id}`);
  await administrator.sees("Yes. Everything is right.");

  card.refusesPin({ times: 3 });
  await holder.starts(card);
  const response = await holder.givesChallenge(card.challenge());
  expect(card.unblocks({ response, newPin: "864209" })).toBe(true);
});

test("a profile says the same of all its cards, with the Windows policy ready to copy", async ({
  administrator,
  profile,
  server,
}) => {
  await administrator.goesTo(`/admin/cards/${profile.id}`);
  await administrator.sees("No card of this profile is active.");
  await administrator.page.getByText("Windows policy, ready to copy").click();
  const file = administrator.page.getByRole("region", { name: "Content of the .reg file" });
  await expect(file).toContainText('"AllowIntegratedUnblock"=dword:00000001');
  await expect(file).toContainText(`"IntegratedUnblockPromptString"="PIN blocked? Unblock it at ${server.origin}`);
  const [download] = await Promise.all([
    administrator.page.waitForEvent("download"),
    administrator.button("Save as .reg").click(),
  ]);
  expect(download.suggestedFilename()).toBe("unlatch-unblock-screen.reg");
});
