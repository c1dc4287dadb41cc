import { spawn, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { createWriteStream, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import Database from "better-sqlite3";
import { systemRandom } from "../src/platform/random.ts";
import { product } from "./prepared-installation.ts";

/**
 * Imports a spreadsheet of cards on the command line, into an embedded database, and says how fast that was, how much
 * memory it took, and how it compares with the shell of SQLite, which reads the same file into one bare table.
 */
const rows = Number(process.argv[2] ?? 1_000_000);
const mostMegabytes = 300;
const commandLine = fileURLToPath(new URL("../dist/unlatch.js", import.meta.url));
const directory = mkdtempSync(join(tmpdir(), "unlatch-bench-import-"));
const file = join(directory, "cards.csv");

try {
  await writeSpreadsheet();
  await prepareInstallation();
  const ours = await measured(process.execPath, [commandLine, "import", file, "--profile", "Bench"]);
  console.log(
    `import of ${rows} cards: ${ours.seconds.toFixed(1)} s, ${Math.round(rows / ours.seconds)} cards/s, ${ours.megabytes} MB at the most (at most ${mostMegabytes} MB asked)`,
  );
  if (ours.megabytes > mostMegabytes) process.exitCode = 1;
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

async function prepareInstallation(): Promise<void> {
  const port = 20_000 + (process.pid % 20_000);
  await (await product(directory, port)).stop();
  const database = new Database(join(directory, "unlatch.sqlite"));
  database
    .prepare(
      "INSERT INTO card_profiles (id, name, name_key, description, card_type, version, changed_at) VALUES (?, 'Bench', 'bench', '', 'gids', 1, ?)",
    )
    .run(systemRandom.id(), new Date().toISOString());
  database.close();
}

/** Runs a program and says how long it took and how much memory it had at the most. */
async function measured(program: string, words: string[]): Promise<{ seconds: number; megabytes: number }> {
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
