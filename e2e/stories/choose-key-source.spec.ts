import { expect, test } from "../fixtures/story.ts";

test("an administrator chooses how cards answer on the Keys tab, and 3DES only with a reason", async ({
  administrator,
  organisation,
}) => {
  const profile = await organisation.defines("AES-256");
  const { page } = administrator;
  await administrator.goesTo(`/admin/cards/${profile.id}?tab=keys`);
  await administrator.sees("How the cards answer");
  await expect(page.getByRole("radio", { name: /^Stored/u })).toBeChecked();
  const type = page.locator("#profile-keys-cardType");
  await type.selectOption("gids");
  await administrator.sees("These cards use 3DES");
  await administrator.button("Save keys").click();
  await expect(page.getByRole("alert")).toContainText("why these cards still use 3DES");
  await page.getByLabel("Reason for 3DES").fill("These cards know nothing else");
  await administrator.button("Save keys").click();
  await administrator.sees("Keys saved");
  await page.reload();
  await expect(page.getByLabel("Reason for 3DES")).toHaveValue("These cards know nothing else");

  await page.getByRole("radio", { name: /^Uniform/u }).check();
  await administrator.sees("One key for all cards");
  await page.getByRole("radio", { name: /^Diversified/u }).check();
  await page.getByLabel("Input template").fill("{serial:utf8}");
  await administrator.sees("No approved key of this kind yet.");
  await administrator.button("Save keys").click();
  await expect(page.getByRole("alert")).toContainText("{serial:utf8}");
});
