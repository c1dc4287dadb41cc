import { expect, test } from "../fixtures/story.ts";

test("an administrator lets one card have its key settings otherwise than its profile, and is refused at the fields", async ({
  administrator,
  auditor,
  organisation,
}) => {
  const profile = await organisation.defines("AES-256");
  const card = await organisation.issues({ holder: await organisation.hires(), profile, kind: "AES-256" });
  const { page } = administrator;
  const type = page.getByLabel("Card type", { exact: true });
  const source = page.getByLabel("Key source", { exact: true });

  await administrator.goesTo(`/admin/card-list/${card.id}`);
  await administrator.sees(/^[0-9A-F]{6} \(CMAC\)$/u);
  await administrator.button("Change key settings").click();
  await expect(type).toBeFocused();
  await expect(type).toHaveValue("");
  await type.selectOption("gids");
  await administrator.sees("This card would use 3DES");
  await administrator.button("Save").click();
  await administrator.isToldTheProblem("why these cards still use 3DES");
  await page.getByLabel("Reason for 3DES").fill("This card knows nothing else");
  await administrator.button("Save").click();
  await administrator.isToldTheProblem("The card's key doesn't fit this card type");
  await expect(type).toHaveAccessibleDescription(/doesn't fit this card type/u);

  await type.selectOption({ index: 0 });
  await source.selectOption("PUK_AS_HEX");
  await administrator.button("Save").click();
  await administrator.isToldTheProblem("not set up for this source");
  await expect(source).toHaveAccessibleDescription(/not set up for this source/u);
  await administrator.button("Cancel").click();
  await expect(administrator.button("Change key settings")).toBeFocused();

  await administrator.button("Change key settings").click();
  await source.selectOption("STORED");
  await organisation.changesState(card, "CardsProcDeactivate");
  await administrator.button("Save").click();
  await administrator.isToldTheProblem("Somebody changed this card meanwhile");
  await administrator.button("Save").click();
  await expect(page.getByRole("status").filter({ hasText: "Key settings of the card saved" })).toBeVisible();

  await page.reload();
  await administrator.button("Change key settings").click();
  await expect(source).toHaveValue("STORED");
  await expect(type).toHaveValue("");

  await auditor.goesTo(`/admin/card-list/${card.id}`);
  await auditor.sees(/^[0-9A-F]{6} \(CMAC\)$/u);
  await expect(auditor.button("Change key settings")).toHaveCount(0);
});
