import { Holder } from "../people/holder.ts";
import { expect, test } from "../fixtures/story.ts";

test("a wrong password keeps the user name, and does not tell whether the person exists", async ({
  organisation,
  openBrowser,
}) => {
  const account = await organisation.hires();
  const known = new Holder(account, await openBrowser());
  await known.goesTo("/sign-in");
  await known.typesCredentials("not the password");
  const told = known.page.getByRole("alert").filter({ hasText: "There is a problem" });
  await expect(told).toBeVisible();
  await expect(known.page.getByLabel("User name", { exact: true })).toHaveValue(account.username);

  const unknown = new Holder({ ...account, username: "nobody.at.all" }, await openBrowser());
  await unknown.goesTo("/sign-in");
  await unknown.typesCredentials();
  await expect(unknown.page.getByRole("alert").filter({ hasText: "There is a problem" })).toHaveText(
    await told.innerText(),
    { useInnerText: true },
  );

  await known.typesCredentials();
  await known.seesHeading("My cards");
});

test("whoever asked for a page before signing in gets to it afterwards", async ({
  organisation,
  openBrowser,
  profile,
}) => {
  const account = await organisation.hires();
  const card = await organisation.issues({ holder: account, profile });
  const person = new Holder(account, await openBrowser());
  await person.goesTo(`/cards/${card.id}`);
  await person.typesCredentials();
  await person.seesHeading(card.label);
});

test("signing out in one tab signs out the other", async ({ holder, card }) => {
  const second = await holder.browser.context.newPage();
  await second.goto(`/cards/${card.id}`);
  await expect(second.getByRole("heading", { level: 1, name: card.label })).toBeVisible();
  await holder.signsOut();
  await expect(second.getByRole("button", { name: "Sign in", exact: true })).toBeVisible();
  await expect(second.getByText(card.label)).toHaveCount(0);
});

test("a person signs in to where they work", async ({ administrator, holder }) => {
  await holder.seesHeading("My cards");
  await administrator.goesTo("/admin");
  await expect(administrator.page.getByRole("heading", { level: 1 })).toBeVisible();
});

test("the page the person was on cannot be reached with Back after signing out", async ({ holder, card }) => {
  await holder.opens(card);
  await holder.signsOut();
  await holder.page.goBack();
  await expect(holder.button("Sign in")).toBeVisible();
  await holder.doesNotSee(card.label);
});
