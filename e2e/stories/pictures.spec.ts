import type { Page } from "@playwright/test";
import { Administrator } from "../people/administrator.ts";
import { Holder } from "../people/holder.ts";
import { Trainee } from "../people/trainee.ts";
import type { Account } from "../fixtures/account.ts";
import { repository } from "../fixtures/built-product.ts";
import { GraphqlClient } from "../fixtures/graphql-client.ts";
import type { CardRecord } from "../fixtures/issued-card.ts";
import { Organisation, unblockPinOffline } from "../fixtures/organisation.ts";
import { RunningServer } from "../fixtures/running-server.ts";
import { expect, test } from "../fixtures/story.ts";
import { devices, WatchedContext, type Device } from "../fixtures/watched-context.ts";

test.describe.configure({ mode: "serial", timeout: 180_000 });

const schemes = ["light", "dark"] as const;

/** The light picture has the plain name, the dark one its own. */
const pictureFile = (name: string, scheme: (typeof schemes)[number]) =>
  `${repository}docs/pictures/${name}${scheme === "dark" ? "-dark" : ""}.png`;

async function takes(page: Page, name: string): Promise<void> {
  for (const colorScheme of schemes) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await page.screenshot({ path: pictureFile(name, colorScheme), animations: "disabled" });
  }
}

// Drawn only when asked, by PICTURES=1: they are committed, and the same page is never drawn twice to the same bit.
test("phone and computer, side by side and each on its own", async ({ browser }) => {
  const server = await RunningServer.start({ settings: { UNLATCH_ORGANISATION: "Harbour Hospital" } });
  const organisation = await Organisation.of(server);
  const card = await cardToShow(organisation);
  const open = (device: Device) => WatchedContext.open(browser, server.origin, devices[device]);
  const computer = new Trainee((await open("pc")).page);
  await computer.page.setViewportSize({ width: 1280, height: 900 });
  const holder = new Holder(card.holder, await open("phone"));
  await computer.inserts(card);
  await computer.blocksTheCard();
  await holder.signsIn();
  await holder.sees(card.label);
  await takes(holder.page, "phone-cards");
  await holder.starts(card);
  await holder.types(await computer.readsChallenge());
  await takes(holder.page, "phone-challenge");
  await holder.clicksNext();
  await computer.field("Response").fill(await holder.readsResponse());
  await takes(holder.page, "phone-response");
  await sideBySide(holder, computer);
  await holder.reports("It worked");
  await holder.seesHeading("Done");
  await takes(holder.page, "phone-done");

  const administrator = new Administrator(server.demonstrationAccount("administrator"), await open("pc"));
  await administrator.signsIn();
  await administrator.opensProfile(card.profile);
  await administrator.choosesTab("Active");
  await administrator.sees(unblockPinOffline.name);
  await takes(administrator.page, "administration-profile");
  for (const page of [holder.page, computer.page, administrator.page]) await page.context().close();
  await organisation.administrator.close();
  await server.stop();
});

/** An active card that somebody of the demonstration holds, with the process switched on. */
async function cardToShow(organisation: Organisation): Promise<CardRecord & { holder: Account }> {
  const holder = organisation.server.demonstrationAccount("self-service user");
  const client = await GraphqlClient.to(organisation.server.origin);
  await client.signsIn(holder);
  const { viewer } = await client.gets<{ viewer: { cards: { nodes: (CardRecord & { state: string })[] } } }>(
    "{ viewer { cards(first: 10) { nodes { id serialNumber label state profile { id name } } } } }",
  );
  await client.close();
  const card = viewer.cards.nodes.find(({ state }) => state === "ACTIVE");
  if (card === undefined) throw new Error(`${holder.username} holds no active card`);
  await organisation.switchesOn(card.profile);
  return { ...card, holder };
}

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
      ?.newPage({ viewport: { width: 1660, height: 920 } });
    if (studio === undefined) throw new Error("The browser is gone");
    const edge = colorScheme === "dark" ? "#33423f" : "#15201e";
    const ground = colorScheme === "dark" ? "#0d1413" : "#eef3f2";
    await studio.setContent(`<body style="margin:0;background:${ground}">
      <img src="${desk}" style="position:absolute;left:36px;top:52px;width:1150px;border-radius:14px;outline:1px solid ${edge};box-shadow:0 10px 40px #0004">
      <img src="${phone}" style="position:absolute;right:36px;top:30px;width:390px;border-radius:32px;border:8px solid ${edge};box-shadow:0 14px 50px #0006">`);
    await expect(studio.locator("img").last()).toBeVisible();
    await studio.screenshot({ path: pictureFile("phone-and-pc", colorScheme) });
    await studio.close();
  }
}
