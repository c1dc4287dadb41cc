import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { cardStates } from "@unlatch/core/lifecycle/card-states";
import { afterEach, beforeEach, expect, test } from "vitest";
import { makeAudit } from "../audit/index.ts";
import { createKekFile, type KeyVault, makeKeyVault } from "../keys/index.ts";
import { systemClock } from "../platform/clock.ts";
import { type Random, systemRandom } from "../platform/random.ts";
import type { Transactions } from "../platform/transactions.ts";
import { makeUnitOfWork } from "../platform/unit-of-work.ts";
import { type TestDatabase, testDatabase } from "../test-support/test-database.ts";
import { type DemonstrationAccount, InstallationTaken, makeDemonstration } from "./index.ts";

let place: TestDatabase;
let directory: string;
let keysMade: Uint8Array[];

beforeEach(async () => {
  place = await testDatabase();
  directory = mkdtempSync(join(tmpdir(), "unlatch-demo-"));
  keysMade = [];
});
afterEach(async () => {
  await place.remove();
  rmSync(directory, { recursive: true, force: true });
});

const accountsFile = () => join(directory, "demo-accounts.json");
const random: Random = {
  ...systemRandom,
  bytes: (length) => {
    const bytes = systemRandom.bytes(length);
    if (length >= 24) keysMade.push(Uint8Array.from(bytes));
    return bytes;
  },
};

function demonstration(
  tampered: (vault: KeyVault) => Pick<KeyVault, "addAdminKey"> = (vault) => vault,
  transactions: Transactions = place.database.transactions,
) {
  const kek = createKekFile(join(directory, `kek-${readdirSync(directory).length}`), systemRandom);
  const vault = makeKeyVault({ kek, clock: systemClock, random });
  const { reader } = place.database;
  const unitOfWork = makeUnitOfWork(transactions, makeAudit({ reader, random }).write, systemClock);
  return makeDemonstration({
    unitOfWork,
    vault: tampered(vault),
    clock: systemClock,
    random,
    kekId: kek.id,
    accountsFile: accountsFile(),
  });
}

const count = async (from: string) =>
  Number((await place.database.reader.row<{ n: number }>(`SELECT count(*) AS n FROM ${from}`))?.n);

test("makes two hundred cards, three profiles with nothing switched on, and people of every role", async () => {
  const { accounts } = await demonstration()();
  expect(await count("cards")).toBe(200);
  expect(await count("admin_keys")).toBe(200);
  expect(await count("card_profiles")).toBe(3);
  expect(await count("additional_commands")).toBe(0);
  expect(await count("installation WHERE mode = 'demonstration'")).toBe(1);
  expect(await count("users WHERE password_hash IS NOT NULL")).toBe(accounts.length);
  expect(await count("users WHERE password_hash IS NULL")).toBeGreaterThan(150);
  expect(await count("cards WHERE holder_id IS NULL AND state <> 'REGISTERED'")).toBe(0);
  expect(await count("(SELECT DISTINCT substr(serial_number, 7) FROM cards) AS last_fours")).toBe(200);
  expect(await count("(SELECT DISTINCT state FROM cards) AS states")).toBe(cardStates.length);
  const roles = accounts.map(({ role }) => role);
  for (const role of ["administrator", "operator", "auditor"]) expect(roles.filter((r) => r === role)).toHaveLength(1);
  expect(roles.filter((role) => role === "self-service user").length).toBeGreaterThanOrEqual(3);
});

test("gives those who can sign in cards in different states, two to one and none to another", async () => {
  await demonstration()();
  const rows = await place.database.reader.rows<{ username: string; state: string | null; card_type: string }>(
    `SELECT u.username, c.state, p.card_type FROM users u LEFT JOIN cards c ON c.holder_id = u.id
     LEFT JOIN card_profiles p ON p.id = c.profile_id WHERE u.password_hash IS NOT NULL`,
  );
  const active = rows.filter(({ state }) => state === "ACTIVE").map(({ card_type }) => card_type);
  expect(active).toEqual(expect.arrayContaining(["minidriver-3des", "piv-9b-aes256"]));
  for (const state of ["INACTIVE", "ISSUED", "LOCKED", "EXPIRED"])
    expect(rows.map((row) => row.state)).toContain(state);
  expect(rows.filter(({ username }) => username === "ines")).toHaveLength(2);
  expect(rows.filter(({ username }) => username === "noor")).toMatchObject([{ state: null }]);
});

test("writes the accounts file for its owner only, with the passwords that open the accounts", async () => {
  const { accounts } = await demonstration()();
  expect(statSync(accountsFile()).mode & 0o777).toBe(0o600);
  const written = JSON.parse(readFileSync(accountsFile(), "utf8")) as DemonstrationAccount[];
  expect(written).toEqual(accounts);
  expect(Object.keys(written[0]!)).toEqual(["username", "password", "role"]);
  expect(new Set(written.map(({ password }) => password)).size).toBe(written.length);
  expect(readdirSync(directory)).not.toContain("demo-accounts.json.new");
});

test("leaves one audit entry of the server itself, without any password", async () => {
  const { accounts } = await demonstration()();
  const entries = await place.database.reader.rows<{ action: string; actor_name: string }>(
    "SELECT * FROM audit_events",
  );
  expect(entries.map(({ action, actor_name }) => [action, actor_name])).toEqual([
    ["installation.makeDemonstration", "system"],
  ]);
  for (const { password } of accounts) expect(JSON.stringify(entries)).not.toContain(password);
});

test("keeps neither a password nor an admin key in clear in the database", async () => {
  const { accounts } = await demonstration()();
  expect(keysMade.length).toBeGreaterThanOrEqual(200);
  const dump = await everythingKept();
  for (const { password } of accounts) expect(dump.text.includes(password)).toBe(false);
  for (const key of keysMade) {
    const hex = Buffer.from(key).toString("hex");
    expect(dump.text.toLowerCase().includes(hex)).toBe(false);
    expect(dump.bytes.includes(Buffer.from(key))).toBe(false);
  }
});

test("costs less than a second and a half of work, however busy the machine is otherwise", async () => {
  const make = demonstration();
  const before = process.cpuUsage();
  await make();
  const { user, system } = process.cpuUsage(before);
  expect((user + system) / 1000).toBeLessThan(1500);
});

test("leaves nothing behind when it is interrupted, and is made whole the next time", async () => {
  let keys = 0;
  const interrupted = demonstration((vault) => ({
    addAdminKey: (...given) =>
      (keys += 1) > 120 ? Promise.reject(new Error("pulled plug")) : vault.addAdminKey(...given),
  }));
  await expect(interrupted()).rejects.toThrow("pulled plug");
  for (const table of ["users", "cards", "card_profiles", "installation"]) expect(await count(table)).toBe(0);
  expect(existsSync(accountsFile())).toBe(false);
  await demonstration()();
  expect(await count("cards")).toBe(200);
});

test("leaves no accounts file that opens nothing when the last moment fails", async () => {
  const { transactions } = place.database;
  const failing = demonstration((vault) => vault, {
    run: (work) =>
      transactions.run(async (sql) => {
        await work(sql);
        throw new Error("no room left");
      }),
  });
  await expect(failing()).rejects.toThrow("no room left");
  expect(existsSync(accountsFile())).toBe(false);
  expect(await count("installation")).toBe(0);
});

test("is made once: a second one changes nothing, and the accounts of the first stay written down", async () => {
  const { accounts } = await demonstration()();
  await expect(demonstration()()).rejects.toBeInstanceOf(InstallationTaken);
  expect(await count("cards")).toBe(200);
  expect(await count("installation")).toBe(1);
  expect(JSON.parse(readFileSync(accountsFile(), "utf8"))).toEqual(accounts);
});

/** Every value of every table as text, and all bytes in a row. */
async function everythingKept(): Promise<{ text: string; bytes: Buffer }> {
  const tables = ["installation", "users", "card_profiles", "cards", "admin_keys", "audit_events", "sessions"];
  const values: unknown[] = [];
  for (const table of tables) {
    for (const row of await place.database.reader.rows<object>(`SELECT * FROM ${table}`))
      values.push(...Object.values(row));
  }
  const { location } = place;
  const files = location.dialect === "sqlite" ? [location.file, `${location.file}-wal`].filter(existsSync) : [];
  return {
    text: values.filter((value) => typeof value === "string").join("\n"),
    bytes: Buffer.concat([
      ...values.filter((value) => value instanceof Uint8Array),
      ...files.map((file) => readFileSync(file)),
    ]),
  };
}
