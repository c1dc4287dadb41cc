import { expect, test } from "../fixtures/story.ts";

test("an administrator finds a card among hundreds by its serial number or its holder", async ({
  administrator,
  holder,
  card,
}) => {
  await administrator.goesTo("/admin/card-list");
  const search = administrator.page.getByRole("searchbox");
  const rows = administrator.page
    .getByRole("table")
    .getByRole("row")
    .filter({ has: administrator.page.getByRole("cell") });
  await expect(rows).toHaveCount(50);
  for (const words of [
    card.serialNumber,
    card.serialNumber.slice(-6),
    holder.account.username,
    holder.account.displayName,
  ]) {
    await search.fill(words);
    await search.press("Enter");
    await expect(rows).toHaveCount(1);
    await expect(rows).toContainText(card.label);
  }
  await search.fill("no card is called this");
  await search.press("Enter");
  await administrator.sees(/No cards match/u);
});

test("the card list goes on page by page, and back", async ({ administrator }) => {
  await administrator.goesTo("/admin/card-list");
  const table = administrator.page.getByRole("table");
  await expect(table.getByRole("row").nth(50)).toBeVisible();
  const first = await table.getByRole("row").nth(1).innerText();
  await administrator.button("Next").click();
  await expect(table.getByRole("row").nth(1)).not.toHaveText(first, { useInnerText: true });
  await administrator.button("Previous").click();
  await expect(table.getByRole("row").nth(1)).toHaveText(first, { useInnerText: true });
});
