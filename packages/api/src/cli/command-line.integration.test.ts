import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createKekFile } from "../keys/index.ts";
import { installationRepository } from "../platform/installation.repository.ts";
import { systemRandom } from "../platform/random.ts";
import { type TestDatabase, testDatabase } from "../test-support/test-database.ts";
import { readSecret } from "./read-secret.ts";
import { runCommandLine } from "./run-command-line.ts";

let at: TestDatabase;
let environment: NodeJS.ProcessEnv;
const directory = mkdtempSync(join(tmpdir(), "unlatch-cli-"));
beforeAll(async () => {
  at = await testDatabase();
  const keyFile = join(directory, "unlatch.key");
  const { id: kekId } = createKekFile(keyFile, systemRandom);
  await at.database.transactions.run((sql) =>
    installationRepository(sql).add({ mode: "production", kekId, createdAt: new Date() }),
  );
  environment =
    at.location.dialect === "sqlite"
      ? { UNLATCH_DATA_DIR: join(at.location.file, ".."), UNLATCH_KEY_FILE: keyFile }
      : { DATABASE_URL: at.location.url, UNLATCH_KEY_FILE: keyFile };
});
afterAll(async () => {
  await at.remove();
  rmSync(directory, { recursive: true });
});

async function run(parts: readonly string[], input = "", settings = environment): Promise<string[]> {
  const said: string[] = [];
  const stream = Readable.from([Buffer.from(input)]);
  await runCommandLine({ parts, environment: settings, directory, input: stream, say: (line) => void said.push(line) });
  return said;
}

const addUser = (changed: Record<string, string>, input = "a long walk by the sea\n") => {
  const options = { username: "dana", "display-name": "Dana Berg", role: "self-service user", ...changed };
  const parts = Object.entries(options).flatMap(([name, value]) => [`--${name}`, value]);
  return run(["add-user", ...parts, "--password-stdin"], input);
};

test("adds a person beside the running server, as the server itself in the audit log", async () => {
  expect(await addUser({})).toEqual(["dana can sign in now."]);
  const { reader } = at.database;
  expect(await reader.row("SELECT role, state FROM users WHERE username = 'dana'")).toEqual({
    role: "SELF_SERVICE_USER",
    state: "ACTIVE",
  });
  const entry = await reader.row<object>("SELECT * FROM audit_events ORDER BY sequence DESC LIMIT 1");
  expect(entry).toMatchObject({ action: "user.add", actor_name: "system", subject_name: "dana" });
  expect(JSON.stringify(entry)).not.toContain("walk");
});

test.each<[string, Record<string, string>, string | undefined, string]>([
  ["a user name that is taken", { username: "DANA" }, undefined, "This user name is taken. Choose another one."],
  [
    "a weak password",
    { username: "eve" },
    "short\n",
    "Password must have 15 characters or more. A few words in a row make a good one.",
  ],
  ["nothing on standard input", { username: "eve" }, "", "There is nothing on standard input."],
  [
    "an unknown role",
    { role: "king" },
    undefined,
    "--role must be one of: administrator, operator, auditor, self-service user.",
  ],
  ["an empty name", { "display-name": "" }, undefined, "--display-name is missing."],
  [
    "an unknown option",
    { password: "on the command line" },
    undefined,
    "This command takes --username, --display-name, --role, --password-stdin and nothing else.",
  ],
])("refuses %s in one line", async (_, changed, input, line) => {
  await expect(addUser(changed, input)).rejects.toMatchObject({ name: "CommandRefused", message: line });
});

test("takes roles as people write them", async () => {
  for (const [index, role] of ["Administrator", "OPERATOR", "self-service-user"].entries()) {
    await addUser({ username: `role-${index}`, role });
  }
  const rows = await at.database.reader.rows("SELECT role FROM users WHERE username LIKE 'role-%' ORDER BY username");
  expect(rows).toEqual([{ role: "ADMINISTRATOR" }, { role: "OPERATOR" }, { role: "SELF_SERVICE_USER" }]);
});

test("tells what it can do, and what it cannot", async () => {
  expect((await run([])).join("\n")).toContain("unlatch add-user --username NAME");
  expect((await run(["add-user", "--help"])).join("\n")).toContain("--password-stdin");
  await expect(run(["drop-all"])).rejects.toThrow("There is no command drop-all. Run it with --help.");
});

test("makes nothing where there is no installation yet", async () => {
  const empty = mkdtempSync(join(tmpdir(), "unlatch-cli-"));
  await expect(run(["add-user"], "", { UNLATCH_DATA_DIR: empty })).rejects.toThrow(
    /^There is no installation in .* yet\. Start the server first\.$/,
  );
  expect(readdirSync(empty)).toEqual([]);
  rmSync(empty, { recursive: true });
});

test("a secret is read to the end of its line, and what it came in is wiped", async () => {
  const chunks = [Buffer.from("corr"), Buffer.from("ect ho"), Buffer.from("rse\r\nsecond line")];
  expect(Buffer.from(await readSecret(Readable.from(chunks))).toString()).toBe("correct horse");
  expect(Buffer.concat(chunks).every((byte) => byte === 0)).toBe(true);
  await expect(readSecret(Readable.from([Buffer.alloc(4097, 1)]))).rejects.toThrow(
    "Standard input has more than 4096 bytes.",
  );
});
