import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { toHex } from "@unlatch/core/bytes";
import { afterAll, beforeAll, expect, test } from "vitest";
import { aProfile, aUser } from "../test-support/builders.ts";
import { type TestApi, testApi } from "../test-support/test-api.ts";
import type { CommandRun } from "./command.ts";
import { fileOf } from "./file-of.ts";
import { importCommand } from "./import.ts";

const directory = mkdtempSync(join(tmpdir(), "unlatch-cli-import-"));
let api: TestApi;
beforeAll(async () => {
  api = await testApi();
  await aProfile(api.application, { name: "staff-card", cardType: "piv-9b-aes256" });
  await aUser(api.application, { username: "anna" });
});
afterAll(async () => {
  await api.remove();
  rmSync(directory, { recursive: true, force: true });
});

const newKey = () => toHex(api.application.random.bytes(32));
async function unlatch(words: string, input = ""): Promise<string> {
  const said: string[] = [];
  const say = (line: string) => void said.push(line);
  const at = { directory, input: Readable.from([Buffer.from(input)]) };
  const run = { parts: words.split(" "), application: api.application, say, progress: say };
  await importCommand.run({ ...run, fileOf: (path: string) => fileOf(path, at) } as unknown as CommandRun);
  return said.join("\n");
}
const withProfile = "--profile staff-card";
const cards = async () =>
  Number((await api.at.database.reader.row<{ n: unknown }>("SELECT count(*) AS n FROM cards"))?.n);

test("previews, imports and resumes a file, with its progress, and tells to destroy it", async () => {
  const key = newKey();
  const text = `serial;holder;key\nCL-1;anna;${key}\nCL-2;nobody;${newKey()}\n`;
  writeFileSync(join(directory, "cards.csv"), text);
  const previewed = await unlatch(`cards.csv ${withProfile} --preview`);
  expect(previewed).toContain("Row 3: There is no user nobody.");
  expect(previewed).toContain("2 rows: 1 new cards, 0 new keys of cards that were there, 0 unchanged, 1 refused.");
  expect(await cards()).toBe(0);
  const said = await unlatch(`cards.csv ${withProfile}`);
  expect(said).toMatch(/^Import [0-9a-f-]{36}\. Should it be interrupted, go on with --resume [0-9a-f-]{36}\.$/m);
  expect(said).toMatch(/\[#{24}\] 100 %/);
  expect(said).toContain("The file holds admin keys: destroy it now, and every copy of it.");
  expect(said).not.toContain(key);
  expect(await cards()).toBe(1);
  const importId = /Import ([0-9a-f-]{36})/.exec(said)?.[1];
  await expect(unlatch(`cards.csv --resume ${importId}`)).rejects.toThrow("This import is finished already.");
  expect(readFileSync(join(directory, "cards.csv"), "utf8")).toBe(text);
});

test("takes columns by their place, and a file on standard input", async () => {
  const said = await unlatch(
    `- ${withProfile} --no-heading --columns ADMIN_KEY=1,serial_number=2`,
    `${newKey()},CL-9\n`,
  );
  expect(said).toContain("1 rows: 1 new cards");
});

test.each([
  ["--profile staff-card", "Name the file first"],
  ["missing.csv --profile staff-card", "There is no file missing.csv."],
  ["- --profile nothing", "There is no card profile nothing."],
  ["-", "--profile is missing."],
  ["- --profile staff-card --state BLOCKED", "--state must be one of: REGISTERED"],
  ["- --profile staff-card --columns LABEL=1", "--columns must name SERIAL_NUMBER, and each column once."],
  ["- --profile staff-card --columns KEY=1", "--columns must be a list such as"],
  ["- --profile staff-card", "There is nothing in the file."],
  ["- --resume 00000000-0000-4000-8000-000000000000", "There is no such import."],
])("refuses %j in one line", async (words, line) => {
  await expect(unlatch(words)).rejects.toThrow(line);
});
