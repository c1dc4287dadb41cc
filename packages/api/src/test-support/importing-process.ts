import { createReadStream, readFileSync, writeFileSync } from "node:fs";
import v8 from "node:v8";
import { composeApplication } from "../composition-root.ts";
import { entitiesFor } from "../entities.ts";
import { unlockKeys } from "../keys/data-keys/unlock-keys.ts";
import { readKekFile } from "../keys/kek-file.ts";
import { system } from "../platform/actor.ts";
import { systemClock } from "../platform/clock.ts";
import { openDatabase } from "../platform/data-source.ts";
import { systemRandom } from "../platform/random.ts";

/**
 * Imports a file as the command line does, in a process that a test can kill or measure. Its arguments are the database,
 * the key file, the file to import, and either `run` with the id of an import or `preview` with the id of a profile.
 */
const [database = "", keyFile = "", file = "", mode = "run", id = ""] = process.argv.slice(2);
v8.setFlagsFromString("--semi-space-growth-factor=1");
const parts = { clock: systemClock, random: systemRandom };
const opened = await openDatabase({ dialect: "sqlite", file: database }, entitiesFor("sqlite"));
const { provider } = readKekFile(keyFile, systemRandom);
const kek = await unlockKeys(opened.transactions, { ...parts, provider, adopted: null });
const site = { organisation: "", helpDesk: null, mode: "PRODUCTION", version: "", practiceCards: false } as const;
const { imports } = composeApplication({ database: opened, kek, site, ...parts });
const megabytes = () => Number(/^VmHWM:\s+(\d+)/m.exec(readFileSync("/proc/self/status", "utf8"))?.[1] ?? 0) / 1024;
// Compiling the sources, which the built program does not do, must not count as the import's peak. @see man 5 proc
if (process.platform === "linux") writeFileSync("/proc/self/clear_refs", "5");
const source = createReadStream(file);
const report = ({ counts }: { counts: { readRows: number } }) =>
  void process.stdout.write(`${counts.readRows} ${Math.round(process.platform === "linux" ? megabytes() : 0)}\n`);
const outcome =
  mode === "run"
    ? await imports.runImport(system, { importId: id, source, report })
    : await imports.previewImport({ profileId: id, settings: {}, source, report });
process.stdout.write(`${outcome.type}\n`);
await opened.close();
