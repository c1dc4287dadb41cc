import "reflect-metadata";
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { composeApplication } from "./composition-root.ts";
import { systemClock } from "./platform/clock.ts";
import { systemRandom } from "./platform/random.ts";
import { printedSchema } from "./printed-schema.ts";

/** `pnpm --filter @unlatch/api schema` writes the public contract; with `--check` it only compares. */
const file = fileURLToPath(new URL("../schema.graphql", import.meta.url));
const emitted = printedSchema(composeApplication(partsNobodyCalls()).schema);

if (process.argv.includes("--check")) {
  const differences = differencesBetween(committed(), emitted);
  if (differences.length > 0) {
    process.stderr.write(`schema.graphql is not what the code says:\n${differences.join("\n")}\n`);
    process.exitCode = 1;
  }
} else {
  writeFileSync(file, emitted);
}

/** The schema is made of classes and decorators alone; nothing of what it stands on is asked while it is built. */
function partsNobodyCalls(): Parameters<typeof composeApplication>[0] {
  const nobody = { reader: {}, transactions: {} } as Parameters<typeof composeApplication>[0]["database"];
  const kek = {} as Parameters<typeof composeApplication>[0]["kek"];
  const site = { organisation: "", helpDesk: null, mode: "PRODUCTION", version: "", practiceCards: false } as const;
  return { database: nobody, clock: systemClock, random: systemRandom, kek, site };
}

function committed(): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}

/** The lines that are in one and not in the other, the first twenty of each. */
function differencesBetween(before: string, after: string): string[] {
  if (before === after) return [];
  const [old, fresh] = [before.split("\n"), after.split("\n")];
  const [inOld, inFresh] = [new Set(old), new Set(fresh)];
  const gone = old.filter((line) => !inFresh.has(line)).map((line) => `- ${line}`);
  const come = fresh.filter((line) => !inOld.has(line)).map((line) => `+ ${line}`);
  const shown = [...gone.slice(0, 20), ...come.slice(0, 20)];
  return shown.length > 0 ? shown : ["(the same lines in another order)"];
}
