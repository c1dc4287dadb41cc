import type { Page } from "@playwright/test";
import { Holder } from "../people/holder.ts";
import { expect, test } from "../fixtures/story.ts";

/** Presses Tab until this control has the focus, as somebody without a mouse does. */
async function tabsTo(page: Page, role: "link" | "button" | "textbox" | "radio", name: string | RegExp): Promise<void> {
  const target = page.getByRole(role, { name });
  await expect(target.first()).toBeVisible();
  for (let presses = 0; presses < 40; presses += 1) {
    if (await target.first().evaluate((element) => element === document.activeElement)) {
      await expect(target.first()).toBeInViewport();
      return;
    }
    await page.keyboard.press("Tab");
  }
  throw new Error(`Tab never reached the ${role} ${String(name)}`);
}

test("the whole unblock needs no mouse and no touch", async ({ organisation, openBrowser, profile }) => {
  const account = await organisation.hires();
  const card = await organisation.issues({ holder: account, profile });
  card.refusesPin({ times: 3 });
  const holder = new Holder(account, await openBrowser("pc"));
  const { page } = holder;
  await holder.goesTo("/sign-in");
  await tabsTo(page, "textbox", "User name");
  await page.keyboard.type(account.username);
  await page.keyboard.press("Tab");
  await page.keyboard.type(account.password);
  await page.keyboard.press("Enter");
  await tabsTo(page, "link", card.label);
  await page.keyboard.press("Enter");
  await holder.seesHeading(card.label);
  const possibleActions = holder.button("Possible actions");
  if ((await possibleActions.getAttribute("aria-expanded")) === "false") {
    await tabsTo(page, "button", "Possible actions");
    await page.keyboard.press("Enter");
  }
  const offer = holder.offer("Unblock PIN offline");
  await expect(offer).toBeVisible();
  const role = (await offer.evaluate((element) => element.tagName)) === "A" ? "link" : "button";
  await tabsTo(page, role, "Unblock PIN offline");
  await page.keyboard.press("Enter");
  await holder.seesHeading("Enter the challenge");
  await tabsTo(page, "textbox", "Challenge");
  await page.keyboard.type(card.challenge());
  await page.keyboard.press("Enter");
  const response = await holder.readsResponse();
  expect(card.unblocks({ response, newPin: "864209" })).toBe(true);
  await tabsTo(page, "button", "Next");
  await page.keyboard.press("Enter");
  await holder.seesHeading("Did it work?");
  await tabsTo(page, "radio", "Yes, I set a new PIN");
  await page.keyboard.press("Space");
  await tabsTo(page, "button", "Next");
  await page.keyboard.press("Enter");
  await holder.seesHeading("Done");
});

test("the focus is on the heading after every step, so that a screen reader starts there", async ({ holder, card }) => {
  await holder.starts(card);
  await expect(holder.heading).toBeFocused();
  await holder.givesChallenge(card.challenge());
  await expect(holder.heading).toBeFocused();
  await holder.clicksNext();
  await holder.seesHeading("Did it work?");
  await expect(holder.heading).toBeFocused();
});

test("every control shows where the focus is", async ({ holder, card }) => {
  await holder.starts(card);
  for (let presses = 0; presses < 12; presses += 1) {
    await holder.page.keyboard.press("Tab");
    const isMarked = await holder.page.evaluate(() => {
      const element = document.activeElement;
      if (element === null || element === document.body) return true;
      const style = getComputedStyle(element);
      return (
        (style.outlineStyle !== "none" && Number.parseFloat(style.outlineWidth) >= 2) || style.boxShadow !== "none"
      );
    });
    expect(isMarked).toBe(true);
  }
});
