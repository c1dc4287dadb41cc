import { createHash } from "node:crypto";
import { existsSync, readFileSync, readdirSync, statSync } from "node:fs";
import { join, relative, sep } from "node:path";

const notSource = new Set(["node_modules", "dist", "generated", "test-results", "coverage", ".cache"]);
const byCodeUnits = (left, right) => (left < right ? -1 : Number(left > right));
const isTest = (name) => /\.(test|spec)\.ts$/.test(name);

/**
 * One value for the content of files and folders: equal as long as nothing that a build reads has changed.
 *
 * @param {string} root - absolute; paths count relative to it, so that a moved checkout is not rebuilt
 * @param {readonly string[]} paths - files and folders, relative to root; what is not there counts as not there
 * @returns {string} SHA-256, hex
 */
export function fingerprint(root, paths) {
  const hash = createHash("sha256");
  for (const file of paths.flatMap((path) => filesBelow(join(root, path))).toSorted(byCodeUnits)) {
    hash.update(relative(root, file).split(sep).join("/")).update("\0");
    hash.update(createHash("sha256").update(readFileSync(file)).digest());
  }
  return hash.digest("hex");
}

function filesBelow(path) {
  if (!existsSync(path)) return [];
  if (statSync(path).isFile()) return [path];
  return readdirSync(path, { withFileTypes: true }).flatMap((entry) => {
    if (entry.isDirectory()) return notSource.has(entry.name) ? [] : filesBelow(join(path, entry.name));
    return entry.isFile() && !isTest(entry.name) ? [join(path, entry.name)] : [];
  });
}
