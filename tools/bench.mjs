import { existsSync } from "node:fs";
import { join } from "node:path";
import { root, scriptsOf } from "./run/project.mjs";
import { runScript } from "./run/run-command.mjs";
import { ensureBuilt } from "./build/ensure-built.mjs";

/** `pnpm bench`: measures the server beside its yardstick; the measurement itself lives in packages/api/bench. */
if (scriptsOf("packages/api").bench === undefined || !existsSync(join(root, "packages/api/bench"))) {
  console.error("packages/api has no bench.");
  process.exit(1);
}
if (!(await ensureBuilt({ say: (line) => console.error(line) }))) process.exit(1);
const { exitCode } = await runScript("packages/api", "bench", {
  args: process.argv.slice(2).join(" "),
  onOutput: (text) => process.stdout.write(text),
});
process.exitCode = exitCode;
