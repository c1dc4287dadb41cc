import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

/** Runs every benchmark, one after another, each beside its own yardstick. */
for (const name of [
  "server.bench.ts",
  "card-list.bench.ts",
  "hygiene.bench.ts",
  "rotation.bench.ts",
  "import.bench.ts",
]) {
  const file = fileURLToPath(new URL(name, import.meta.url));
  const { status } = spawnSync(process.execPath, ["--import", "@oxc-node/core/register", file], { stdio: "inherit" });
  if (status !== 0) process.exitCode = 1;
}
