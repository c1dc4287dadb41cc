import type { Page } from "@playwright/test";
import { Holder } from "../people/holder.ts";
import { Trainee } from "../people/trainee.ts";
import { repository } from "../fixtures/built-product.ts";
import { expect, test } from "../fixtures/story.ts";
import { unblockPinOffline } from "../fixtures/organisation.ts";

test.skip(process.env["PICTURES"] !== "1", "draws the README's pictures only when asked: PICTURES=1");
test.describe.configure({ mode: "serial", timeout: 180_000 });

const schemes = ["light", "dark"] as const;

async function takes(page: Page, name: string): Promise<void> {
  for (const colorScheme of schemes) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await page.screenshot({ path: `${repository}docs/pictures/${name}-${colorScheme}.png`, animations: "disabled" });
  }
}

test("phone and computer, side by side and each on its own", async ({ holder, card, openBrowser }) => {
  const computer = new Trainee((await openBrowser("pc")).page);
  await computer.inserts(card);
  await takes(computer.page, "computer-asks-for-the-pin");
  await computer.blocksTheCard();
  const challenge = await computer.readsChallenge();
  await holder.goesTo("/");
  await holder.sees(card.label);
  await takes(holder.page, "phone-cards");
  await holder.starts(card);
  await holder.types(challenge);
  await takes(holder.page, "phone-challenge");
  await holder.clicksNext();
  const response = await holder.readsResponse();
  await computer.field("Response").fill(response);
  await takes(holder.page, "phone-response");
  await takes(computer.page, "computer-unblocks");
  await sideBySide(holder, computer);
  await holder.reports("It worked");
  await holder.seesHeading("Done");
  await takes(holder.page, "phone-done");
});

test("administration", async ({ administrator, profile }) => {
  await administrator.opensProfile(profile);
  await administrator.choosesTab("Active");
  await administrator.sees(unblockPinOffline.name);
  await takes(administrator.page, "administration-profile");
});

/** One picture of both: the computer behind, the phone in front. */
async function sideBySide(holder: Holder, computer: Trainee): Promise<void> {
  for (const colorScheme of schemes) {
    for (const page of [holder.page, computer.page]) await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    const pictures = await Promise.all(
      [computer.page, holder.page].map((page) => page.screenshot({ animations: "disabled" })),
    );
    const [desk, phone] = pictures.map((picture) => `data:image/png;base64,${picture.toString("base64")}`);
    const studio = await computer.page
      .context()
      .browser()
      ?.newPage({ viewport: { width: 1500, height: 900 } });
    if (studio === undefined) throw new Error("The browser is gone");
    const ground = colorScheme === "dark" ? "#0d1413" : "#eef3f2";
    await studio.setContent(`<body style="margin:0;background:${ground}">
      <img src="${desk}" style="position:absolute;left:30px;top:50px;width:1160px;border-radius:12px;box-shadow:0 10px 40px #0005">
      <img src="${phone}" style="position:absolute;right:30px;top:30px;width:388px;border-radius:28px;border:8px solid #15201e;box-shadow:0 14px 50px #0008">`);
    await expect(studio.locator("img").last()).toBeVisible();
    await studio.screenshot({ path: `${repository}docs/pictures/phone-and-computer-${colorScheme}.png` });
    await studio.close();
  }
}
