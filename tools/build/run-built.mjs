import module from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { isNodeNewEnough, oldestNode, root } from "../run/project.mjs";
import { ensureBuilt } from "./ensure-built.mjs";

/**
 * Builds what is out of date and becomes the built program, in this very process: signals, exit code and output are the
 * program's own, and nothing stands between it and the terminal.
 *
 * @param {string} file - relative to the checkout
 * @param {{ say: (line: string) => void }} options - where the build tells what it does
 */
export async function runBuilt(file, { say }) {
  if (!isNodeNewEnough()) {
    console.error(
      `Unlatch needs Node.js ${oldestNode} or newer; this is ${process.versions.node}. "pnpm start" brings its own.`,
    );
    process.exit(1);
  }
  if (!(await ensureBuilt({ say }))) process.exit(1);
  const program = join(root, file);
  process.argv[1] = program;
  process.env.NODE_ENV ??= "production";
  module.enableCompileCache?.(join(root, "node_modules", ".cache", "unlatch", "compiled"));
  await import(pathToFileURL(program).href);
}
