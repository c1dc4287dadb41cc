import { existsSync, readFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The folder of the checkout: every path in the tools is told from here. */
export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** The oldest Node.js the server runs on. */
export const oldestNode = "22.18.0";

/**
 * The environment a tool of a package runs in: its own programs first, then the project's, Node.js among them.
 *
 * @param {string} folder - absolute path of the package
 */
export function environmentOf(folder) {
  const programs = [join(folder, "node_modules", ".bin"), join(root, "node_modules", ".bin")];
  return { ...process.env, PATH: [...programs, process.env.PATH ?? ""].join(delimiter) };
}

/**
 * The scripts a package offers; none where the package is not there.
 *
 * @param {string} folder - relative to the checkout, as in `packages/api`
 * @returns {Record<string, string>}
 */
export function scriptsOf(folder) {
  const manifest = join(root, folder, "package.json");
  if (!existsSync(manifest)) return {};
  return JSON.parse(readFileSync(manifest, "utf8")).scripts ?? {};
}

/** Whether this Node.js, the running one unless told, can run the server. */
export function isNodeNewEnough(version = process.versions.node) {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const [oldestMajor = 0, oldestMinor = 0] = oldestNode.split(".").map(Number);
  return major > oldestMajor || (major === oldestMajor && minor >= oldestMinor);
}
