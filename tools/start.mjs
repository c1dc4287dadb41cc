import { runBuilt } from "./build/run-built.mjs";

/** `pnpm start`: builds what is out of date and runs the server. */
await runBuilt("packages/api/dist/main.js", { say: (line) => console.log(line) });
