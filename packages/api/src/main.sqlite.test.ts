import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterAll, beforeAll, expect, test } from "vitest";
import { freePort, serverProgram } from "./test-support/server-program.ts";

const { start, refusedWith } = serverProgram();
const data = mkdtempSync(join(tmpdir(), "unlatch-main-"));
const here = { UNLATCH_DATA_DIR: data };
let taken: Server;
let takenPort: string;
beforeAll(async () => {
  takenPort = await freePort();
  taken = createServer();
  await new Promise<void>((resolve) => taken.listen(Number(takenPort), "0.0.0.0", resolve));
});
afterAll(() => {
  taken.close();
  rmSync(data, { recursive: true, force: true });
});

test("makes a demonstration once, tells its accounts once, and ends cleanly on Ctrl-C", async () => {
  const port = await freePort();
  const first = start({ ...here, PORT: port });
  const said = await first.says("They are shown here once");
  expect(said).toContain(`http://localhost:${port}`);
  const accounts = JSON.parse(readFileSync(join(data, "demo-accounts.json"), "utf8")) as { password: string }[];
  for (const { password } of accounts) expect(said).toContain(password);
  for (const file of ["demo-accounts.json", "unlatch.key", "unlatch.sqlite"]) {
    expect(statSync(join(data, file)).mode & 0o077, file).toBe(0);
  }
  expect((await fetch(`http://localhost:${port}/practice/api/cards`)).status).toBe(200);
  expect(await refusedWith({ ...here, PORT: await freePort() })).toMatch(
    /^Another server already uses the data directory /,
  );
  first.child.kill("SIGINT");
  expect(await first.ended).toMatchObject({ exitCode: 0, err: "" });

  const second = start({ ...here, PORT: port });
  const saidAgain = await second.says("demo-accounts.json");
  for (const { password } of accounts) expect(saidAgain).not.toContain(password);
  second.child.kill("SIGTERM");
  expect((await second.ended).exitCode).toBe(0);
});

test("a demonstration is not made into a production installation", async () => {
  expect(await refusedWith({ ...here, UNLATCH_MODE: "production" })).toMatch(
    /^This installation is for demonstration, not for production\./,
  );
});

test("a port in use is one clear line", async () => {
  expect(await refusedWith({ ...here, PORT: takenPort })).toBe(`Port ${takenPort} is in use. Set PORT to another one.`);
});

test("a key file that others can read, and one that is gone, are one clear line", async () => {
  chmodSync(join(data, "unlatch.key"), 0o644);
  expect(await refusedWith(here)).toMatch(/can be read by others\. Run: chmod 600/);
  chmodSync(join(data, "unlatch.key"), 0o600);
  expect(await refusedWith({ ...here, UNLATCH_KEY_FILE: join(data, "other.key") })).toMatch(
    /is missing or cannot be read/,
  );
});

test("a database from a newer version is left alone", async () => {
  const database = new Database(join(data, "unlatch.sqlite"));
  database.exec(`INSERT INTO migrations (timestamp, name) VALUES (9999999999999, 'FromTheFuture9999999999999')`);
  expect(await refusedWith(here)).toMatch(/FromTheFuture.* does not know\. Start the newer version of Unlatch\.$/);
  database.exec("DELETE FROM migrations WHERE timestamp = 9999999999999");
  database.close();
});

test("a directory that cannot be written, and a file that is no database, are one clear line", async () => {
  expect(await refusedWith({ UNLATCH_DATA_DIR: "/dev/null/data" })).toMatch(
    /^The data directory \/dev\/null\/data cannot be written/,
  );
  const other = mkdtempSync(join(tmpdir(), "unlatch-main-"));
  writeFileSync(join(other, "unlatch.sqlite"), "this is no database, whatever its name says ".repeat(50));
  expect(await refusedWith({ UNLATCH_DATA_DIR: other })).toMatch(/unlatch\.sqlite cannot be used \(SQLITE_NOTADB\)\.$/);
  rmSync(other, { recursive: true });
});

test("production makes nothing, prints a set-up link that is new each time, and stays production", async () => {
  const other = mkdtempSync(join(tmpdir(), "unlatch-main-"));
  const linkOf = (said: string) => /http:\/\/localhost:\d+\/set-up#([\w-]{43})/.exec(said)?.[1];
  const links: (string | undefined)[] = [];
  for (const mode of [{ UNLATCH_MODE: "production" }, {}]) {
    const port = await freePort();
    const server = start({ UNLATCH_DATA_DIR: other, PORT: port, ...mode });
    links.push(linkOf(await server.says("/set-up#")));
    expect((await fetch(`http://localhost:${port}/practice/api/cards`)).status).toBe(404);
    server.child.kill("SIGINT");
    expect((await server.ended).exitCode).toBe(0);
  }
  expect(links[0]).toBeDefined();
  expect(links[1]).not.toBe(links[0]);
  expect(() => statSync(join(other, "demo-accounts.json"))).toThrow("ENOENT");
  expect(await refusedWith({ UNLATCH_DATA_DIR: other, HOST: "0.0.0.0" })).toMatch(
    /^UNLATCH_PUBLIC_URL: must be set in production/,
  );
  rmSync(other, { recursive: true });
});

test("wrong settings are one line each, before anything is touched", async () => {
  const { exitCode, err } = await start({ ...here, PORT: "x", UNLATCH_MODE: "y" }).ended;
  expect([exitCode, err.trimEnd().split("\n")]).toEqual([
    1,
    ["UNLATCH_MODE: must be demonstration or production", "PORT: must be a number from 1 to 65535"],
  ]);
});

test("a PostgreSQL that does not answer is one clear line, without its password", async () => {
  const line = await refusedWith({ ...here, DATABASE_URL: "postgres://unlatch:hushhush@127.0.0.1:1/unlatch" });
  expect(line).toBe("PostgreSQL at 127.0.0.1:1/unlatch cannot be used (ECONNREFUSED).");
});
