import { runCommand } from "./run/run-command.mjs";

/** `pnpm dev`: the server from its sources, restarted on every change, and the web pages beside it with hot reload. */
const tellAs = (name) => (text) => process.stdout.write(text.replace(/^(?=.)/gm, `${name} | `));
const ends = await Promise.race([
  runCommand({
    command: "node --watch --import @oxc-node/core/register src/main.ts",
    folder: "packages/api",
    onOutput: tellAs("api"),
  }),
  runCommand({ command: "vite dev", folder: "packages/web", onOutput: tellAs("web") }),
]);
process.exit(ends.exitCode);
