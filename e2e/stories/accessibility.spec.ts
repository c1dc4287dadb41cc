import { isGoodForEverybody, sidewaysScroll } from "../fixtures/good-for-everybody.ts";
import { expect, test } from "../fixtures/story.ts";
import { devices } from "../fixtures/watched-context.ts";
import { unblockPinOffline } from "../fixtures/organisation.ts";
import { AccountOwner } from "../people/account-owner.ts";

test.describe.configure({ timeout: 180_000 });

test("the sign-in page and its problems are good for everybody", async ({ openBrowser }) => {
  const { page } = await openBrowser();
  await page.goto("/sign-in");
  await expect(page.getByRole("button", { name: "Sign in", exact: true })).toBeVisible();
  await isGoodForEverybody(page);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByRole("alert").first()).toBeVisible();
  await isGoodForEverybody(page);
});

test("every page of an unblock is good for everybody", async ({ holder, card }) => {
  const { page } = holder;
  await holder.goesTo("/");
  await holder.sees(card.label);
  await isGoodForEverybody(page);
  await holder.opens(card);
  await holder.unfoldsPossibleActions();
  await isGoodForEverybody(page);
  await holder.opens(card);
  await holder.chooses(unblockPinOffline.name);
  await isGoodForEverybody(page);
  await holder.clicksNext();
  await holder.isToldTheProblem("Enter the challenge");
  await isGoodForEverybody(page);
  await page.reload();
  await holder.seesHeading("Enter the challenge");
  await holder.givesChallenge(card.challenge());
  await isGoodForEverybody(page);
  await holder.clicksNext();
  await holder.seesHeading("Did it work?");
  await isGoodForEverybody(page);
  await page.getByRole("radio", { name: /^Yes/u }).check();
  await holder.clicksNext();
  await holder.readsReference();
  await isGoodForEverybody(page);
  await holder.goesTo("/no-such-page");
  await expect(holder.heading).toBeVisible();
  await isGoodForEverybody(page);
});

test("one's own account is good for everybody", async ({ holder }) => {
  for (const path of ["", "/protect", "/passkey", "/authenticator-app", "/recovery-codes", "/password"]) {
    await holder.goesTo(`/account${path}`);
    await expect(holder.heading).toBeVisible();
    await isGoodForEverybody(holder.page);
  }
});

test("the question who one is, is good for everybody", async ({ organisation, openBrowser }) => {
  const owner = new AccountOwner(await organisation.hires(), await openBrowser());
  await owner.signsIn();
  await owner.opensAccount();
  await owner.setsUpApp();
  await owner.keepsRecoveryCodes();
  await owner.signsOut();
  await owner.givesFirstFactor();
  await isGoodForEverybody(owner.page);
  await owner.confirms("");
  await isGoodForEverybody(owner.page);
});

const accessPages = ["/admin/roles", "/admin/roles/new", "/admin/tokens", "/admin/tokens/new"];
for (const path of [
  "/admin",
  "/admin/cards",
  "/admin/card-list",
  "/admin/users",
  "/admin/users/new",
  "/admin/audit",
  ...accessPages,
  "/admin/sign-in-methods",
  "/admin/sign-in-methods/new-provider",
  "/admin/sign-in-methods/new-directory",
]) {
  test(`${path} is good for everybody`, async ({ administrator }) => {
    await administrator.goesTo(path);
    await expect(administrator.heading).toBeVisible();
    await isGoodForEverybody(administrator.page);
  });
}

test("the page of a card profile is good for everybody", async ({ administrator, organisation }) => {
  await administrator.opensProfile(await organisation.defines());
  await administrator.choosesTab("Active");
  await isGoodForEverybody(administrator.page);
  await administrator.page.setViewportSize(devices.pc.viewport);
  await administrator.addsCommand(unblockPinOffline.name);
  await isGoodForEverybody(administrator.page);
});

test("the pages that mails lead to, and whether notices arrive, are good for everybody", async ({
  openBrowser,
  administrator,
}) => {
  const { page } = await openBrowser();
  for (const path of ["/not-me", "/confirm-address", `/not-me#${"A".repeat(54)}`]) {
    await page.goto(path);
    await expect(page.getByText(/Open this page from the mail|This link can't be used/u)).toBeVisible();
    await isGoodForEverybody(page);
  }
  await administrator.goesTo("/admin/notices");
  await expect(administrator.heading).toBeVisible();
  await isGoodForEverybody(administrator.page);
});

test("the practice page is good for everybody", async ({ openBrowser }) => {
  const { page } = await openBrowser("pc");
  await page.goto("/practice");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await isGoodForEverybody(page);
});

test("at 200 % zoom a phone shows the whole response without scrolling sideways", async ({ holder, card }) => {
  await holder.starts(card);
  await holder.givesChallenge(card.challenge());
  await holder.page.evaluate(() => {
    document.documentElement.style.fontSize = "200%";
  });
  expect(await sidewaysScroll(holder.page)).toBe(0);
});

test("on a phone every control is large enough for a finger", async ({ holder, card }) => {
  await holder.starts(card);
  const small = await holder.page
    .getByRole("main")
    .getByRole("button")
    .evaluateAll((buttons) =>
      buttons
        .map((button) => ({ box: button.getBoundingClientRect(), name: button.textContent?.trim() }))
        .filter(({ box }) => box.width > 0 && (box.width < 44 || box.height < 44))
        .map(({ box, name }) => `${name ?? ""} ${Math.round(box.width)}×${Math.round(box.height)}`),
    );
  expect(small).toEqual([]);
});
