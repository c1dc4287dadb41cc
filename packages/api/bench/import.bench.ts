import { spawn, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { createReadStream, createWriteStream, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { once } from "node:events";
import { Readable as ReadableOf } from "node:stream";
import { fileURLToPath } from "node:url";
import Database from "better-sqlite3";
import { hashOfToken } from "../src/identity/sessions/session-token.ts";
import { systemRandom } from "../src/platform/random.ts";
import { product } from "./prepared-installation.ts";

/**
 * Imports a spreadsheet of cards into an embedded database, on the command line and through the server, and says how fast
 * that was, how much memory it took, and how it compares with the shell of SQLite, which reads the same file into one bare
 * table. Run it with `node --import @oxc-node/core/register bench/import.bench.ts 1000000` for a million.
 */
const rows = Number(process.argv[2] ?? 100_000);
const mostMegabytes = 300;
const commandLine = fileURLToPath(new URL("../dist/unlatch.js", import.meta.url));
const port = 20_000 + (process.pid % 20_000);
const directory = mkdtempSync(join(tmpdir(), "unlatch-bench-import-"));
const file = join(directory, "cards.csv");

try {
  await writeSpreadsheet();
  await prepareInstallation();
  const ours = await measured(process.execPath, [commandLine, "import", file, "--profile", "Bench"]);
  tell("unlatch import", ours);
  removeDatabase();
  tell("POST /api/imports", await throughServer(await prepareInstallation()));
  if (spawnSync("sqlite3", ["-version"]).status !== 0) {
    console.log("sqlite3 is not installed: nothing to compare with (apt install sqlite3).");
  } else {
    const theirs = await measured("sqlite3", [join(directory, "bare.sqlite"), ".mode csv", `.import ${file} cards`]);
    console.log(
      `sqlite3 .import of the same file: ${theirs.seconds.toFixed(1)} s; ours takes ${(ours.seconds / theirs.seconds).toFixed(1)} times as long, and seals every key`,
    );
  }
} finally {
  rmSync(directory, { recursive: true, force: true });
}

interface Measured {
  readonly seconds: number;
  readonly megabytes: number;
}

function tell(what: string, { seconds, megabytes }: Measured): void {
  const speed = `${seconds.toFixed(1)} s, ${Math.round(rows / seconds)} cards/s`;
  console.log(`${what} of ${rows} cards: ${speed}, ${megabytes} MB at the most (at most ${mostMegabytes} MB asked)`);
  if (megabytes > mostMegabytes) process.exitCode = 1;
}

async function writeSpreadsheet(): Promise<void> {
  const out = createWriteStream(file);
  out.write("Serial number,Label,Admin key,State\n");
  for (let begun = 0; begun < rows; begun += 1000) {
    const lines = Array.from({ length: Math.min(1000, rows - begun) }, (_, index) => {
      const serial = String(900_000_000_000 + begun + index);
      return `${serial},Card ${serial.slice(-4)},${randomBytes(24).toString("hex")},ACTIVE\n`;
    });
    if (!out.write(lines.join(""))) await once(out, "drain");
  }
  out.end();
  await once(out, "finish");
}

/** @returns the profile for the cards, and the cookie of an administrator who is signed in */
async function prepareInstallation(): Promise<{ profileId: string; cookie: string }> {
  await (await product(directory, port)).stop();
  const database = new Database(join(directory, "unlatch.sqlite"));
  const [profileId, userId, now] = [systemRandom.id(), systemRandom.id(), new Date()];
  const token = Buffer.from(systemRandom.bytes(32)).toString("base64url");
  const later = new Date(now.getTime() + 3_600_000).toISOString();
  database
    .prepare(
      "INSERT INTO card_profiles (id, name, name_key, description, card_type, version, changed_at) VALUES (?, 'Bench', 'bench', '', 'gids', 1, ?)",
    )
    .run(profileId, now.toISOString());
  database
    .prepare(
      "INSERT INTO users (id, username, username_key, display_name, display_name_key, role, state, created_at, version) VALUES (?, 'a', 'a', 'a', 'a', 'ADMINISTRATOR', 'ACTIVE', ?, 1)",
    )
    .run(userId, now.toISOString());
  database
    .prepare(
      "INSERT INTO sessions (token_hash, id, user_id, created_at, last_seen_at, expires_at) VALUES (?, ?, ?, ?, ?, ?)",
    )
    .run(hashOfToken(token), systemRandom.id(), userId, now.toISOString(), now.toISOString(), later);
  database.close();
  return { profileId, cookie: `unlatch=${token}` };
}

function removeDatabase(): void {
  for (const name of ["unlatch.sqlite", "unlatch.sqlite-wal", "unlatch.sqlite-shm", "unlatch.key"]) {
    rmSync(join(directory, name), { force: true });
  }
}

/** Sends the file to a server, and looks at the memory of the server. */
async function throughServer({ profileId, cookie }: { profileId: string; cookie: string }): Promise<Measured> {
  const server = await product(directory, port);
  let megabytes = 0;
  const look = setInterval(() => (megabytes = Math.max(megabytes, memoryOf(server.pid))), 100);
  const began = performance.now();
  const response = await fetch(`${server.origin}/api/imports`, {
    method: "POST",
    headers: {
      "content-type": "text/csv",
      "unlatch-import-mapping": JSON.stringify({ profileId, fileName: "cards.csv" }),
      cookie,
    },
    body: ReadableOf.toWeb(createReadStream(file)) as ReadableStream,
    duplex: "half",
  });
  const said = await response.text();
  const seconds = (performance.now() - began) / 1000;
  clearInterval(look);
  await server.stop();
  const last = said.trimEnd().split("\n").at(-1) ?? "";
  if (!last.includes("ImportFinished")) throw new Error(`The server answered ${response.status}: ${last}`);
  return { seconds, megabytes };
}

/** Runs a program and says how long it took and how much memory it had at the most. */
async function measured(program: string, words: string[]): Promise<Measured> {
  const began = performance.now();
  const child = spawn(program, words, {
    env: { PATH: process.env["PATH"], UNLATCH_DATA_DIR: directory, UNLATCH_MODE: "production" },
    stdio: ["ignore", "ignore", "inherit"],
  });
  let megabytes = 0;
  const look = setInterval(() => (megabytes = Math.max(megabytes, memoryOf(child.pid ?? 0))), 100);
  const [status] = (await once(child, "exit")) as [number];
  clearInterval(look);
  if (status !== 0) throw new Error(`${program} ended with ${status}.`);
  return { seconds: (performance.now() - began) / 1000, megabytes };
}

/** The highest resident size of a process so far, as Linux counts it; 0 elsewhere. */
function memoryOf(pid: number): number {
  try {
    const peak = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
    return Math.round(Number(peak ?? 0) / 1024);
  } catch {
    return 0;
  }
}
