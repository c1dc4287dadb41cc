import { reports } from "../people/holder.ts";
import { expect, test } from "../fixtures/story.ts";
import { unblockPinOffline } from "../fixtures/organisation.ts";
import type { ChipKind } from "../virtual-card/encipher.ts";

test("a holder blocks their own card and gets back in without calling anyone", async ({ holder, card }) => {
  expect(card.isBlocked()).toBe(true);
  await holder.opens(card);
  await holder.chooses(unblockPinOffline.name);
  const response = await holder.givesChallenge(card.challenge());
  expect(card.unblocks({ response, newPin: "864209" })).toBe(true);
  expect(card.acceptsPin("864209")).toBe(true);
  await holder.reports("It worked");
  await holder.seesHeading("Done");
  expect(await holder.readsReference()).toMatch(/^UB-/u);
});

for (const kind of ["AES-128", "AES-192", "AES-256"] satisfies ChipKind[]) {
  test(`an ${kind} card shows 32 digits, and takes the response of 32`, async ({ organisation, holder }) => {
    const profile = await organisation.defines(kind);
    await organisation.switchesOn(profile);
    const card = await organisation.issues({ holder: holder.account, profile, kind });
    card.refusesPin({ times: 3 });
    await holder.starts(card);
    await holder.sees("0 of 32");
    const response = await holder.givesChallenge(card.challenge());
    expect(response.replaceAll(" ", "")).toHaveLength(32);
    expect(card.unblocks({ response, newPin: "864209" })).toBe(true);
  });
}

test("the challenge may be typed in small letters, with dashes, or with no gaps at all", async ({ holder, card }) => {
  const spellings = [
    (shown: string) => shown.toLowerCase().replaceAll(" ", "-"),
    (shown: string) => shown.replaceAll(" ", ""),
    (shown: string) => `Challenge: ${shown.replaceAll(" ", "\u00A0")} `,
  ];
  for (const spelling of spellings) {
    card.refusesPin({ times: 3 });
    await holder.starts(card);
    const response = await holder.givesChallenge(spelling(card.challenge()));
    expect(card.unblocks({ response, newPin: "864209" })).toBe(true);
    await holder.reports("It worked");
  }
});

test("when it did not work, the holder starts again with a new challenge", async ({ holder, card }) => {
  await holder.starts(card);
  const stale = await holder.givesChallenge(card.challenge());
  const shownNow = card.challenge();
  expect(card.unblocks({ response: stale, newPin: "864209" })).toBe(false);
  expect(shownNow).not.toBe("");
  await holder.clicksNext();
  await holder.page.getByRole("radio", { name: reports["It did not work"] }).check();
  await holder.button("New challenge").click();
  await holder.seesHeading("Enter the challenge");
  await expect(holder.challengeField).toHaveValue("");
  await holder.ticksCompared();
  const response = await holder.givesChallenge(card.challenge());
  expect(card.unblocks({ response, newPin: "864209" })).toBe(true);
});

test("a challenge that was answered before is not answered again", async ({ holder, card }) => {
  await holder.starts(card);
  const challenge = card.challenge();
  await holder.givesChallenge(challenge);
  await holder.clicksNext();
  await holder.page.getByRole("radio", { name: reports["It did not work"] }).check();
  await holder.button("New challenge").click();
  await holder.seesHeading("Enter the challenge");
  await holder.types(challenge);
  await holder.ticksCompared();
  await holder.clicksNext();
  await holder.isToldTheProblem(/This challenge was answered at .+\. Check what your computer shows now\./u);
  await expect(holder.challengeField).toHaveValue(challenge);
  await expect(holder.response).toHaveCount(0);
});

test("nobody is asked for a PIN on the way, and the pages say so", async ({ holder, card }) => {
  await holder.starts(card);
  await expect(holder.page.getByLabel(/PIN/u).and(holder.page.locator("input"))).toHaveCount(0);
  await holder.givesChallenge(card.challenge());
  await holder.sees(/never ask for your PIN/u);
  await expect(holder.page.locator("input")).toHaveCount(0);
});
