import { expect, test } from "../fixtures/story.ts";
import { AccountOwner } from "../people/account-owner.ts";

test("a holder sees where they are signed in, and ends it elsewhere", async ({ organisation, openBrowser }) => {
  const account = await organisation.hires();
  const phone = new AccountOwner(account, await openBrowser("phone"));
  await phone.signsIn();
  const computer = new AccountOwner(account, await openBrowser("pc"));
  await computer.signsIn();
  await computer.opensAccount();
  await computer.sees("This browser");
  await computer.button("Sign out everywhere else").click();
  await computer.sees("Signed out everywhere else.");
  await expect(computer.button("Sign out everywhere else")).toHaveCount(0);

  phone.browser.tolerates(/401/u);
  await phone.page.reload();
  await expect(phone.button("Sign in")).toBeVisible();
  await computer.page.reload();
  await computer.seesHeading("My account");
});

test("a holder changes their name and reads what happened to their account", async ({ holder }) => {
  const owner = new AccountOwner(holder.account, holder.browser);
  await owner.opensAccount();
  const details = owner.page
    .getByRole("region")
    .or(owner.page.locator("section"))
    .filter({ hasText: "Personal details" });
  await details.getByRole("button", { name: "Change", exact: true }).click();
  await owner.page.getByLabel("Mail address").fill("not a mail address");
  await owner.button("Save").click();
  await owner.isToldTheProblem(/mail address/u);
  await owner.page.getByLabel("Mail address").fill("ada@example.org");
  await owner.page.getByLabel("Name", { exact: true }).fill("Ada of the story");
  await owner.button("Save").click();
  await owner.sees("ada@example.org");
  await owner.page.reload();
  await owner.sees("Changed personal details");
  await owner.sees("Ada of the story");
});

test("a holder gives themselves another password, and nothing is released to them for a while", async ({
  organisation,
  holder,
  card,
}) => {
  const owner = new AccountOwner(holder.account, holder.browser);
  await owner.goesTo("/account/password");
  await owner.page.getByLabel("New password").fill("too short");
  await owner.button("Change password").click();
  await owner.isToldTheProblem(/15 characters or more/u);
  const password = "four quiet herons on ice";
  await owner.page.getByLabel("New password").fill(password);
  await owner.button("Change password").click();
  await owner.seesHeading("My account");
  await owner.signsOut();
  await owner.typesCredentials(password);
  await owner.seesHeading("My cards");

  await owner.starts(card);
  await owner.types(card.challenge());
  await owner.clicksNext();
  await owner.sees("The way you sign in was changed a short time ago.");
  await expect(owner.response).toHaveCount(0);
  expect(organisation).toBeDefined();
});
