import { ensureBuilt } from "./build/ensure-built.mjs";

/** `pnpm build`: makes packages/web/dist and packages/api/dist, as far as they are out of date. */
const isBuilt = await ensureBuilt({ say: (line) => console.log(line) });
if (isBuilt) console.log("Everything is built.");
process.exitCode = isBuilt ? 0 : 1;
