import { PasskeyDevice } from "../fixtures/passkey-device.ts";
import { expect, test } from "../fixtures/story.ts";
import { AccountOwner } from "../people/account-owner.ts";

test("a holder adds a passkey on the phone, signs in with it, and unblocks a card", async ({ holder, card }) => {
  const owner = new AccountOwner(holder.account, holder.browser);
  const device = await PasskeyDevice.of(owner.page);
  await owner.sees("Make signing in safer");
  await owner.page.getByRole("link", { name: "Choose one" }).click();
  await owner.addsPasskey(device, "My phone");
  await owner.page.getByRole("link", { name: "Not now" }).click();
  await owner.sees("My phone");
  expect(await device.passkeyCount()).toBe(1);
  await owner.signsOut();
  await PasskeyDevice.isNotSuggested(owner.page);
  await owner.goesTo("/sign-in");

  await device.touchedDuring(async () => {
    await owner.button("Sign in with a passkey").click();
    await owner.seesHeading("My cards");
  });
  await owner.doesNotSee("Make signing in safer");
  await owner.starts(card);
  const response = await owner.givesChallenge(card.challenge());
  expect(card.unblocks({ response, newPin: "864209" })).toBe(true);
});

test("a passkey that the browser suggests under the user name signs in when it is picked", async ({
  organisation,
  openBrowser,
}) => {
  const owner = new AccountOwner(await organisation.hires(), await openBrowser("phone"));
  const device = await PasskeyDevice.of(owner.page);
  await owner.signsIn();
  await owner.opensAccount();
  await owner.addsPasskey(device, "My phone");
  await owner.seesHeading("Recovery codes");
  const asked = owner.page.waitForRequest((sent) => sent.postData()?.includes("mutation SignInWithPasskey") ?? false);
  // Chromium's virtual device answers only a question that it is asked while it is touched, so it is touched from here on.
  await device.touchedDuring(async () => {
    await owner.button("Sign out").click();
    await asked;
    await owner.seesHeading("My cards");
  });
});

test("a passkey whose person is not verified signs nobody in, and another way stays open", async ({
  organisation,
  openBrowser,
}) => {
  const owner = new AccountOwner(await organisation.hires(), await openBrowser("phone"));
  const device = await PasskeyDevice.of(owner.page);
  await owner.signsIn();
  await owner.opensAccount();
  await owner.addsPasskey(device, "My phone");
  await owner.signsOut();

  await device.verifies(false);
  await device.touchedDuring(async () => {
    await owner.button("Sign in with a passkey").click();
    await owner.isToldTheProblem(/No passkey was used/u);
  });
  await device.verifies(true);
  await owner.typesCredentials();
  await owner.seesHeading("Confirm it's you");
  await device.touchedDuring(async () => {
    await owner.button("Use your passkey").click();
    await owner.seesHeading("My cards");
  });
});

test("the last second factor goes only after a question, and a passkey can be renamed", async ({
  organisation,
  openBrowser,
}) => {
  const owner = new AccountOwner(await organisation.hires(), await openBrowser("phone"));
  const device = await PasskeyDevice.of(owner.page);
  await owner.signsIn();
  await owner.opensAccount();
  await owner.addsPasskey(device, "Old name");
  await owner.goesTo("/account");
  await owner.button("Rename Old name").click();
  await owner.page.getByLabel("Name of the passkey").fill("New name");
  await owner.button("Save").click();
  await owner.button("Remove New name").click();
  await owner.button("Keep it").click();
  await owner.sees("New name");
  await owner.button("Remove New name").click();
  await owner.page.getByRole("dialog").getByRole("button", { name: "Remove", exact: true }).click();
  await expect(owner.button("Remove New name")).toHaveCount(0);
});
