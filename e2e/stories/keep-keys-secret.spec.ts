import { randomBytes } from "node:crypto";
import { browserMemory } from "../fixtures/browser-memory.ts";
import { filesHolding } from "../fixtures/files-holding.ts";
import { spellingsOf } from "../fixtures/secret-spellings.ts";
import { expect, test } from "../fixtures/story.ts";
import { hexOf } from "../virtual-card/bytes.ts";

test("after an import and every page that speaks of keys, the keys lie about nowhere", async ({
  administrator,
  organisation,
  server,
}) => {
  const profile = await organisation.defines("AES-256");
  const keys = [0, 1, 2].map(() => hexOf(new Uint8Array(randomBytes(32))).replaceAll(" ", ""));
  const serials = keys.map((_, index) => `88${Date.now()}${index}`);
  const rows = keys.map((key, index) => `${serials[index]};${key}`);
  const { page } = administrator;
  const asked: string[] = [];
  administrator.browser.context.on("request", (request) => asked.push(request.url()));
  const memory: string[] = [];
  const looks = async () => memory.push(await browserMemory(page), await page.content());

  await administrator.goesTo("/admin/imports/new");
  const file = {
    name: "cards.csv",
    mimeType: "text/csv",
    buffer: Buffer.from(`Serial number;Admin key\n${rows.join("\n")}\n`),
  };
  await page.getByLabel("Spreadsheet, saved as CSV").setInputFiles(file);
  await page.getByLabel("Card profile", { exact: true }).selectOption({ value: profile.id });
  await administrator.button("Next").click();
  await looks();
  await administrator.button("Preview").click();
  await administrator.button("Import 3 rows").click();
  await administrator.sees("The file holds admin keys. Destroy it now");
  await looks();
  for (const place of [
    "/admin/hygiene",
    "/admin/hygiene/RELEASED_SINCE_ROTATION",
    `/admin/cards/${profile.id}?tab=keys`,
    "/admin/audit",
  ]) {
    await administrator.goesTo(place);
    await expect(administrator.heading).toBeVisible();
    await looks();
  }
  await administrator.goesTo(`/admin/card-list?search=${serials[0]}`);
  await page.getByRole("link", { name: serials[0] ?? "" }).click();
  await administrator.sees("The admin key is there, and its check value (KCV) is right.");
  await looks();

  memory.push(...asked, server.output);
  for (const key of keys) {
    const spellings = spellingsOf(key);
    const held = spellings.filter((spelling) => memory.some((text) => text.includes(spelling.toString("utf8"))));
    expect(held.length, "pages, storage, addresses and what the server printed").toBe(0);
    expect(await filesHolding(server.dataDirectory, spellings), "files of the data directory").toEqual([]);
  }
});
