import { runBuilt } from "./build/run-built.mjs";

/** `pnpm unlatch <command>`: the server's command line; what the build says stays out of the command's own output. */
await runBuilt("packages/api/dist/unlatch.js", { say: (line) => console.error(line) });
