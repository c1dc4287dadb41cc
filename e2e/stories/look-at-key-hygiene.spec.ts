import { randomBytes } from "node:crypto";
import { expect, test } from "../fixtures/story.ts";

test("an administrator finds default and shared keys by their check values, and the cards that have them", async ({
  administrator,
  organisation,
}) => {
  const profile = await organisation.defines();
  const holder = await organisation.hires();
  const zeros = await organisation.issues({ holder, profile, adminKey: new Uint8Array(24) });
  const twin = new Uint8Array(randomBytes(24));
  const twins = [
    await organisation.issues({ holder, profile, adminKey: twin }),
    await organisation.issues({ holder, profile, adminKey: twin }),
  ];

  await administrator.goesTo("/admin");
  await administrator.navigation.getByRole("link", { name: "Key hygiene", exact: true }).click();
  await administrator.seesHeading("Key hygiene");
  const defaults = administrator.page.getByRole("row", { name: /^Default keys/u });
  await defaults.getByRole("link", { name: "KCV 8CA64D" }).click();
  await administrator.seesHeading("Default keys");
  await expect(administrator.page.getByRole("link", { name: zeros.serialNumber })).toBeVisible();

  await administrator.page.goBack();
  await administrator.page
    .getByRole("row", { name: /^One key on several cards/u })
    .getByRole("link", { name: /^Show \d+: One key on several cards/u })
    .click();
  for (const { serialNumber } of twins) {
    await expect(administrator.page.getByRole("link", { name: serialNumber })).toBeVisible();
  }
  await expect(administrator.page.getByRole("link", { name: zeros.serialNumber })).toHaveCount(0);
  const text = await administrator.page.content();
  expect(text.toUpperCase()).not.toContain(twins[0]?.adminKeyHex.slice(0, 12));
});

test("the page of key hygiene fits a narrow phone", async ({ administrator }) => {
  await administrator.page.setViewportSize({ width: 320, height: 640 });
  await administrator.goesTo("/admin/hygiene");
  await administrator.seesHeading("Key hygiene");
  await administrator.sees("Default keys");
  const sideways = await administrator.page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(sideways).toBeLessThanOrEqual(0);
});
