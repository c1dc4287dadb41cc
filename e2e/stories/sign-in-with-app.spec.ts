import { browserMemory } from "../fixtures/browser-memory.ts";
import { expect, test } from "../fixtures/story.ts";
import { AccountOwner } from "../people/account-owner.ts";

test.describe.configure({ timeout: 120_000 });

test("a holder sets an authenticator app up, signs in with its code, and once with a recovery code", async ({
  organisation,
  openBrowser,
}) => {
  const owner = new AccountOwner(await organisation.hires(), await openBrowser("phone"));
  await owner.signsIn();
  await owner.opensAccount();
  const app = await owner.setsUpApp();
  const codes = await owner.keepsRecoveryCodes();
  expect(new Set(codes).size).toBe(10);
  await owner.sees("10 left");
  const memory = await browserMemory(owner.page);
  for (const secret of [app.secret, app.secret.replaceAll(" ", ""), ...codes]) expect(memory).not.toContain(secret);
  await owner.signsOut();

  await owner.givesFirstFactor();
  await owner.confirms("000000");
  await owner.sees(/did not prove/u);
  await owner.confirms(await app.code());
  await owner.seesHeading("My cards");
  await owner.signsOut();

  const [code = ""] = codes;
  await owner.givesFirstFactor();
  await owner.usesRecoveryCode(code);
  await owner.seesHeading("My cards");
  await owner.opensAccount();
  await owner.sees("9 left");
  await owner.signsOut();
  await owner.givesFirstFactor();
  await owner.usesRecoveryCode(code);
  await owner.sees(/did not prove/u);
});

test("in the middle of an unblock the question who one is keeps the challenge", async ({
  organisation,
  openBrowser,
  profile,
}) => {
  const owner = new AccountOwner(await organisation.hires(), await openBrowser("phone"));
  const card = await organisation.issues({ holder: owner.account, profile });
  card.refusesPin({ times: 3 });
  await owner.signsIn();
  await owner.opensAccount();
  const app = await owner.setsUpApp();
  const [code = ""] = await owner.keepsRecoveryCodes();
  await owner.signsOut();
  await owner.givesFirstFactor();
  await owner.usesRecoveryCode(code);
  await owner.seesHeading("My cards");

  await owner.starts(card);
  const challenge = card.challenge();
  await owner.types(challenge);
  await owner.clicksNext();
  await expect(owner.question).toBeVisible();
  await owner.button("Go back").click();
  await owner.isToldTheProblem("Your challenge is kept.");
  await expect(owner.challengeField).toHaveValue(challenge);

  await owner.clicksNext();
  await expect(owner.question).toBeVisible();
  await expect(owner.button("Use a recovery code")).toHaveCount(0);
  await owner.confirms(await app.code());
  const response = await owner.readsResponse();
  expect(card.unblocks({ response, newPin: "864209" })).toBe(true);
});
