import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import Database from "better-sqlite3";
import { build } from "vite";
import { testDatabase } from "./test-support/test-database.ts";
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from "vitest";

const packageDirectory = fileURLToPath(new URL("..", import.meta.url));
/** Inside the package, where what is not bundled is found. */
const programDirectory = join(packageDirectory, "node_modules", ".cache", `main-${process.pid}`);
const running: ChildProcess[] = [];
let data: string;
let taken: Server;
beforeAll(async () => {
  await build({ root: packageDirectory, logLevel: "error", build: { outDir: programDirectory } });
  data = mkdtempSync(join(tmpdir(), "unlatch-main-"));
  taken = createServer();
  await new Promise<void>((resolve) => taken.listen(0, "0.0.0.0", resolve));
});
afterEach(() => {
  for (const child of running.splice(0)) child.kill("SIGKILL");
});
afterAll(() => {
  taken.close();
  for (const directory of [data, programDirectory]) rmSync(directory, { recursive: true, force: true });
});

const portOf = (server: Server) => String((server.address() as { port: number }).port);

async function freePort(): Promise<string> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, "0.0.0.0", resolve));
  const port = portOf(probe);
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

interface Program {
  readonly child: ChildProcess;
  readonly ended: Promise<{ exitCode: number | null; out: string; err: string }>;
  /** Resolves with all it has said when it says this. */
  says(text: string): Promise<string>;
}

function program(settings: Record<string, string>): Program {
  const child = spawn(process.execPath, [join(programDirectory, "main.js")], {
    cwd: packageDirectory,
    env: { PATH: process.env["PATH"], UNLATCH_DATA_DIR: data, HOST: "127.0.0.1", ...settings },
    stdio: ["ignore", "pipe", "pipe"],
  });
  running.push(child);
  let [out, err] = ["", ""];
  child.stdout?.setEncoding("utf8").on("data", (text: string) => (out += text));
  child.stderr?.setEncoding("utf8").on("data", (text: string) => (err += text));
  const ended = new Promise<{ exitCode: number | null; out: string; err: string }>((resolve) =>
    child.once("close", (exitCode) => resolve({ exitCode, out, err })),
  );
  const says = async (text: string) => {
    while (!out.includes(text)) {
      if (child.exitCode !== null) throw new Error(`It ended: ${out}${err}`);
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
    return out;
  };
  return { child, ended, says };
}

const refusedWith = async (settings: Record<string, string>) => {
  const { exitCode, err } = await program(settings).ended;
  expect(exitCode).toBe(1);
  const lines = err.trimEnd().split("\n");
  expect(lines, err).toHaveLength(1);
  return lines[0];
};

describe.runIf(inject("postgresServer") === null)("the server on an embedded database", () => {
  test("makes a demonstration once, tells its accounts once, and ends cleanly on Ctrl-C", async () => {
    const port = await freePort();
    const first = program({ PORT: port });
    const said = await first.says("They are shown here once");
    expect(said).toContain(`http://localhost:${port}`);
    const accounts = JSON.parse(readFileSync(join(data, "demo-accounts.json"), "utf8")) as { password: string }[];
    for (const { password } of accounts) expect(said).toContain(password);
    for (const file of ["demo-accounts.json", "unlatch.key", "unlatch.sqlite"]) {
      expect(statSync(join(data, file)).mode & 0o077, file).toBe(0);
    }
    expect((await fetch(`http://localhost:${port}/practice/api/cards`)).status).toBe(200);
    expect(await refusedWith({ PORT: await freePort() })).toMatch(/^Another server already uses the data directory /);
    first.child.kill("SIGINT");
    expect(await first.ended).toMatchObject({ exitCode: 0, err: "" });

    const second = program({ PORT: port });
    const saidAgain = await second.says("demo-accounts.json");
    for (const { password } of accounts) expect(saidAgain).not.toContain(password);
    second.child.kill("SIGTERM");
    expect((await second.ended).exitCode).toBe(0);
  });

  test("a demonstration is not made into a production installation", async () => {
    expect(await refusedWith({ UNLATCH_MODE: "production" })).toMatch(
      /^This installation is for demonstration, not for production\./,
    );
  });

  test("a port in use is one clear line", async () => {
    expect(await refusedWith({ PORT: portOf(taken) })).toBe(
      `Port ${portOf(taken)} is in use. Set PORT to another one.`,
    );
  });

  test("a key file that others can read, and one that is gone, are one clear line", async () => {
    chmodSync(join(data, "unlatch.key"), 0o644);
    expect(await refusedWith({})).toMatch(/can be read by others\. Run: chmod 600/);
    chmodSync(join(data, "unlatch.key"), 0o600);
    expect(await refusedWith({ UNLATCH_KEY_FILE: join(data, "other.key") })).toMatch(/is missing or cannot be read/);
  });

  test("a database from a newer version is left alone", async () => {
    const database = new Database(join(data, "unlatch.sqlite"));
    database.exec(`INSERT INTO migrations (timestamp, name) VALUES (9999999999999, 'FromTheFuture9999999999999')`);
    expect(await refusedWith({})).toMatch(/FromTheFuture.* does not know\. Start the newer version of Unlatch\.$/);
    database.exec("DELETE FROM migrations WHERE timestamp = 9999999999999");
    database.close();
  });

  test("a directory that cannot be written, and a file that is no database, are one clear line", async () => {
    expect(await refusedWith({ UNLATCH_DATA_DIR: "/dev/null/data" })).toMatch(
      /^The data directory \/dev\/null\/data cannot be written/,
    );
    const other = mkdtempSync(join(tmpdir(), "unlatch-main-"));
    writeFileSync(join(other, "unlatch.sqlite"), "this is no database, whatever its name says ".repeat(50));
    expect(await refusedWith({ UNLATCH_DATA_DIR: other })).toMatch(
      /unlatch\.sqlite cannot be used \(SQLITE_NOTADB\)\.$/,
    );
    rmSync(other, { recursive: true });
  });

  test("production makes nothing, prints a set-up link that is new each time, and stays production", async () => {
    const other = mkdtempSync(join(tmpdir(), "unlatch-main-"));
    const linkOf = (said: string) => /http:\/\/localhost:\d+\/set-up#([\w-]{43})/.exec(said)?.[1];
    const links: (string | undefined)[] = [];
    for (const mode of [{ UNLATCH_MODE: "production" }, {}]) {
      const port = await freePort();
      const server = program({ UNLATCH_DATA_DIR: other, PORT: port, ...mode });
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
    const { exitCode, err } = await program({ PORT: "x", UNLATCH_MODE: "y" }).ended;
    expect([exitCode, err.trimEnd().split("\n")]).toEqual([
      1,
      ["UNLATCH_MODE: must be demonstration or production", "PORT: must be a number from 1 to 65535"],
    ]);
  });

  test("a PostgreSQL that does not answer is one clear line, without its password", async () => {
    const line = await refusedWith({ DATABASE_URL: "postgres://unlatch:hushhush@127.0.0.1:1/unlatch" });
    expect(line).toBe("PostgreSQL at 127.0.0.1:1/unlatch cannot be used (ECONNREFUSED).");
  });
});

describe.runIf(inject("postgresServer") !== null)("the server on PostgreSQL", () => {
  test("makes the demonstration there, and a second one beside it shares it", async () => {
    const at = await testDatabase();
    if (at.location.dialect !== "postgres") throw new RangeError("location: expected PostgreSQL");
    const settings = { DATABASE_URL: at.location.url, UNLATCH_DATA_DIR: data };
    const ports = [await freePort(), await freePort()];
    const first = program({ ...settings, PORT: ports[0] ?? "" });
    expect(await first.says("They are shown here once")).not.toContain(at.location.url);
    const second = program({ ...settings, PORT: ports[1] ?? "" });
    await second.says("demo-accounts.json");
    for (const port of ports) expect((await fetch(`http://localhost:${port}/readyz`)).status).toBe(200);
    for (const { child, ended } of [first, second]) {
      child.kill("SIGINT");
      expect((await ended).exitCode).toBe(0);
    }
    await at.remove();
  });
});
