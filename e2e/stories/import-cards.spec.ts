import { randomBytes } from "node:crypto";
import { writeFile } from "node:fs/promises";
import type { CardProfile } from "../fixtures/issued-card.ts";
import { expect, test } from "../fixtures/story.ts";
import type { Administrator } from "../people/administrator.ts";

const newKey = (length = 24) => randomBytes(length).toString("hex").toUpperCase();
const newSerial = () => `IMP-${randomBytes(6).toString("hex").toUpperCase()}`;

/** Home > Cards > Import > New import, as far as the columns of a file. */
async function choosesFile(
  administrator: Administrator,
  profile: CardProfile,
  file: { name: string; text: string | Buffer },
) {
  const { page } = administrator;
  await administrator.goesTo("/admin/cards");
  await page.getByRole("link", { name: "Import", exact: true }).click();
  await administrator.seesHeading("Import");
  await page.getByRole("link", { name: "New import" }).click();
  await page.getByLabel("Card profile").selectOption({ value: profile.id });
  const buffer = typeof file.text === "string" ? Buffer.from(file.text) : file.text;
  await page.getByLabel("Spreadsheet, saved as CSV").setInputFiles({ name: file.name, mimeType: "text/csv", buffer });
  await administrator.button("Next").click();
  await expect(page.getByRole("heading", { name: "2. Match the columns" })).toBeVisible();
}

test("an administrator imports the spreadsheet there is, and its cards answer", async ({
  administrator,
  profile,
  holder,
}) => {
  const { page } = administrator;
  const [serial, key] = [newSerial(), newKey()];
  const text = `\uFEFFSeriennummer;Raum;Benutzername;Admin-Schlüssel\r\n${serial};B12;${holder.account.username};${key}\r\n`;
  await choosesFile(administrator, profile, { name: "Karten.csv", text: Buffer.from(text, "utf16le") });
  await expect(page.getByLabel("“Seriennummer” holds")).toHaveValue("SERIAL_NUMBER");
  await expect(page.getByLabel("“Raum” holds")).toHaveValue("");
  await expect(page.getByLabel("“Benutzername” holds")).toHaveValue("HOLDER");
  await expect(page.getByLabel("“Admin-Schlüssel” holds")).toHaveValue("ADMIN_KEY");
  await administrator.button("Preview").click();
  await administrator.sees("Nothing is wrong with any row.");
  await administrator.button("Import 1 rows").click();
  await administrator.sees(/Destroy it now/u);
  await page.getByRole("link", { name: "Show the cards" }).click();
  await expect(page.getByRole("link", { name: serial })).toBeVisible();
  expect(await page.content()).not.toContain(key);
});

test("an administrator sees what is wrong with rows before anything is written, and mends it", async ({
  administrator,
  profile,
}) => {
  const { page } = administrator;
  const [good, bad, worse] = [newSerial(), newSerial(), newSerial()];
  const key = newKey();
  const text = `serial,user,key,kcv\n${good},,${newKey()},\n${bad},nobody-here,${key},\n${worse},,${newKey()},123456\n`;
  await choosesFile(administrator, profile, { name: "cards.csv", text });
  await page.getByLabel("“serial” holds").selectOption("LABEL");
  await administrator.button("Preview").click();
  await administrator.sees("Choose which column holds the serial number.");
  await page.getByLabel("“serial” holds").selectOption("SERIAL_NUMBER");
  await administrator.button("Preview").click();
  await administrator.sees(/There is no user nobody-here/u);
  await administrator.sees(/One of them is wrong/u);
  const download = page.waitForEvent("download");
  await administrator.button("Download the problems").click();
  const problems = await (await download).createReadStream();
  const told = Buffer.concat(await problems.toArray()).toString("utf8");
  expect(told).toContain(bad);
  expect(told).not.toContain(key);
  await page.getByLabel("Show").selectOption("ALL");
  await expect(page.getByRole("row", { name: new RegExp(good, "u") })).toContainText("New card");
  await administrator.button("Import 1 rows").click();
  await administrator.sees(/Destroy it now/u);
  await administrator.sees(/There is no user nobody-here/u);
  await administrator.goesTo("/admin/imports");
  await expect(page.getByRole("row", { name: /cards\.csv/u }).first()).toContainText("Done");
});

test("an import whose page was loaded again waits for its file and goes on", async ({
  administrator,
  profile,
}, test) => {
  const { page } = administrator;
  const serials = Array.from({ length: 6000 }, newSerial);
  const text = `serial,key\n${serials.map((serial) => `${serial},${newKey()}`).join("\n")}\n`;
  await choosesFile(administrator, profile, { name: "many.csv", text });
  await administrator.button("Preview").click();
  await administrator.button("Import 6000 rows").click();
  await expect(page.getByRole("progressbar")).toBeVisible();
  page.on("dialog", (dialog) => void dialog.accept());
  await page.reload();
  await administrator.sees(/The import is not finished/u);
  const path = test.outputPath("many.csv");
  await writeFile(path, text);
  await page.getByLabel("Choose the file again").setInputFiles(path);
  await expect(page.getByText(/Destroy it now/u)).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText("6000", { exact: true })).toBeVisible();
});

test("an import fits a narrow phone", async ({ administrator, profile }) => {
  const { page } = administrator;
  await page.setViewportSize({ width: 320, height: 640 });
  await choosesFile(administrator, profile, { name: "cards.csv", text: `serial,key\n${newSerial()},12\n` });
  await administrator.button("Preview").click();
  await administrator.sees(/The admin key has 1 bytes/u);
  const sideways = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(sideways).toBeLessThanOrEqual(0);
});
