import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { StartRefused } from "./start-refused.ts";

/**
 * Makes the data directory and makes sure that it can be written.
 *
 * @throws StartRefused when it cannot
 */
export function prepareDataDirectory(directory: string): void {
  const probe = join(directory, `.write-probe-${process.pid}`);
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    writeFileSync(probe, "");
    rmSync(probe);
  } catch {
    throw new StartRefused(`The data directory ${directory} cannot be written. Set UNLATCH_DATA_DIR to one that can.`);
  }
}

/**
 * Keeps a second server off the same embedded database for as long as this one runs. The lock is SQLite's own on a file
 * of its own, so it ends with the process, however that ends.
 *
 * @returns releases it
 * @throws StartRefused when another server has it
 */
export function lockDataDirectory(directory: string): () => void {
  const lock = new Database(join(directory, "server.lock"), { timeout: 0 });
  try {
    lock.pragma("locking_mode = EXCLUSIVE");
    lock.exec("BEGIN EXCLUSIVE");
  } catch {
    lock.close();
    throw new StartRefused(`Another server already uses the data directory ${directory}. Stop it first.`);
  }
  return () => {
    lock.exec("ROLLBACK");
    lock.close();
  };
}
