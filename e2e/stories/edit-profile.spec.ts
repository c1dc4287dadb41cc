import { Administrator } from "../people/administrator.ts";
import { expect, test } from "../fixtures/story.ts";
import { unblockPinOffline } from "../fixtures/organisation.ts";

test("unsaved changes are not lost by leaving the page unawares", async ({ administrator, organisation }) => {
  const profile = await organisation.defines();
  await administrator.opensProfile(profile);
  await administrator.choosesTab("Active");
  await administrator.addsCommand(unblockPinOffline.name);
  await administrator.navigation.getByRole("link", { name: "Users", exact: true }).first().click();
  const dialog = administrator.page.getByRole("alertdialog").or(administrator.page.getByRole("dialog"));
  await expect(dialog).toContainText("Leave without saving?");
  await dialog.getByRole("button", { name: "Stay on this page" }).click();
  await administrator.seesHeading(profile.name);
  await administrator.saves();
  await administrator.page.reload();
  await administrator.choosesTab("Active");
  await expect(
    administrator.page
      .getByLabel("Process", { exact: true })
      .or(administrator.page.getByText(unblockPinOffline.name))
      .first(),
  ).toBeVisible();
});

test("a change made meanwhile by somebody else is told, and not overwritten", async ({
  administrator,
  organisation,
  openBrowser,
}) => {
  const profile = await organisation.defines();
  const colleague = new Administrator(await organisation.hires("administrator"), await openBrowser("pc"));
  await colleague.signsIn();
  await administrator.opensProfile(profile);
  await administrator.choosesTab("Active");
  await administrator.addsCommand(unblockPinOffline.name);
  await colleague.switchesOn({ process: unblockPinOffline.name, profile, state: "Active" });

  await administrator.button("Save").click();
  await administrator.sees(new RegExp(`${colleague.account.displayName} changed this`, "u"));
});

test("an administrator makes a new card profile, in which nothing is switched on", async ({ administrator }) => {
  const name = `Visitor card ${Date.now()}`;
  await administrator.goesTo("/admin");
  await administrator.navigation.getByRole("link", { name: "Cards", exact: true }).first().click();
  await administrator.seesHeading("Cards");
  await administrator
    .button("New")
    .or(administrator.page.getByRole("link", { name: "New", exact: true }))
    .first()
    .click();
  await administrator.page.getByLabel("Name", { exact: true }).fill(name);
  await administrator.page.getByLabel("Card type", { exact: true }).selectOption("piv-9b-aes256");
  await administrator.button(/^(Save|Create)/u).click();
  await administrator.seesHeading(name);
  await administrator.choosesTab("Active");
  await administrator.sees(/No additional commands/u);
});

test("how fresh the proof of who somebody is must be is set in the profile, beside what is not saved yet", async ({
  administrator,
  profile,
}) => {
  const { page } = administrator;
  await administrator.opensProfile(profile);
  await page.getByLabel("Description").fill("Not saved yet");
  await page.getByLabel("How fresh it must be").selectOption({ label: "1 hour" });
  await page.getByLabel("Pause after a reset").selectOption({ label: "3 days" });
  await administrator.button("Save proof settings").click();
  await expect(page.getByRole("status").filter({ hasText: /^\s*Saved\./u })).toBeVisible();
  await expect(page.getByLabel("Description")).toHaveValue("Not saved yet");
  await administrator.saves();
  await page.reload();
  await expect(page.getByLabel("How fresh it must be")).toHaveValue("3600");
  await expect(page.getByLabel("Pause after a reset")).toHaveValue("72");
  await expect(page.getByLabel("Description")).toHaveValue("Not saved yet");
});
