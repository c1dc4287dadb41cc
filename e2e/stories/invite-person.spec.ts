import { randomBytes, randomInt } from "node:crypto";
import type { Account } from "../fixtures/account.ts";
import { expect, test } from "../fixtures/story.ts";
import { AccountOwner } from "../people/account-owner.ts";

const newcomer = (): Account => ({
  username: `new.person.${randomInt(10 ** 9)}`,
  displayName: "New Person",
  password: randomBytes(18).toString("base64url"),
  role: "self-service user",
});

test("an administrator invites a person, who comes in by a link that works once", async ({
  administrator,
  openBrowser,
}) => {
  const account = newcomer();
  await administrator.goesTo("/admin/users");
  await administrator.page.getByRole("link", { name: "Invite a person" }).click();
  await administrator.button("Invite").click();
  await administrator.isToldTheProblem("Enter a user name");
  await administrator.page.getByLabel("User name", { exact: true }).fill(account.username);
  await administrator.page.getByLabel("Name", { exact: true }).fill(account.displayName);
  await administrator.button("Invite").click();
  const link = (await administrator.page.getByTestId("one-time-link").innerText()).trim();

  const person = new AccountOwner(account, await openBrowser("phone"));
  await person.goesTo(link);
  await person.seesHeading("Welcome, New Person");
  await expect(person.page).not.toHaveURL(/#/u);
  await person.page.getByLabel("Password", { exact: true }).fill("short");
  await person.button("Set password and sign in").click();
  await person.isToldTheProblem(/15 characters or more/u);
  await person.page.getByLabel("Password", { exact: true }).fill(account.password);
  await person.button("Set password and sign in").click();
  await person.seesHeading("Make signing in safer");
  await person.page.getByRole("link", { name: "Skip for now" }).click();
  await person.seesHeading("My cards");

  const second = new AccountOwner(account, await openBrowser("pc"));
  await second.goesTo(link);
  await second.sees("This link doesn't work any more");
  await second.signsIn();
});

test("somebody who lost every way in gets a new one, and no response for a while", async ({
  administrator,
  holder,
  card,
  openBrowser,
}) => {
  await administrator.goesTo("/admin/users");
  await administrator.page.getByRole("searchbox").fill(holder.account.username);
  await administrator.page.getByRole("searchbox").press("Enter");
  await administrator.page.getByRole("link", { name: holder.account.username, exact: true }).click();
  await administrator.seesHeading(holder.account.displayName);
  await administrator.button("Reset sign-in").click();
  await administrator.page.getByRole("dialog").getByRole("button", { name: "Reset sign-in" }).click();
  const link = (await administrator.page.getByTestId("one-time-link").innerText()).trim();

  holder.browser.tolerates(/401/u);
  await holder.page.reload();
  await expect(holder.button("Sign in")).toBeVisible();

  const back = new AccountOwner({ ...holder.account, password: "seven slow boats in fog" }, await openBrowser("phone"));
  await back.goesTo(link);
  await back.seesHeading(/Set a new password/u);
  await back.page.getByLabel("Password", { exact: true }).fill(back.account.password);
  await back.button("Set password and sign in").click();
  await back.seesHeading("Make signing in safer");
  await back.starts(card);
  await back.types(card.challenge());
  await back.clicksNext();
  await back.sees("The way you sign in was changed a short time ago.");
  await expect(back.response).toHaveCount(0);
});

test("an administrator disables an account, and it is over at once", async ({ administrator, holder, card }) => {
  await holder.opens(card);
  await administrator.goesTo("/admin/users");
  await administrator.page.getByRole("searchbox").fill(holder.account.username);
  await administrator.page.getByRole("searchbox").press("Enter");
  await administrator.page.getByRole("link", { name: holder.account.username, exact: true }).click();
  await administrator.button("Disable").click();
  await administrator.page.getByRole("dialog").getByRole("button", { name: "Disable" }).click();
  await expect(administrator.button("Activate")).toBeVisible();
  holder.browser.tolerates(/401/u);
  await holder.page.reload();
  await expect(holder.button("Sign in")).toBeVisible();
  await administrator.button("Activate").click();
  await expect(administrator.button("Disable")).toBeVisible();
  await holder.signsIn();
});
