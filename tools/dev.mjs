import { join } from "node:path";
import { root } from "./run/project.mjs";
import { runCommand, runScript } from "./run/run-command.mjs";

/** `pnpm dev`: the server from its sources, restarted on every change, and the web pages beside it with hot reload. */
const tellAs = (name) => (text) => process.stdout.write(text.replace(/^(?=.)/gm, `${name} | `));
const dataFolder = process.env.UNLATCH_DATA_DIR ?? join(root, "data");
const firstEnd = await Promise.race([
  runCommand({
    command: "node --watch --import @oxc-node/core/register src/main.ts",
    folder: "packages/api",
    env: { UNLATCH_DATA_DIR: dataFolder },
    onOutput: tellAs("api"),
  }),
  runScript("packages/web", "dev", { onOutput: tellAs("web") }),
]);
process.exit(firstEnd.exitCode);
