import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";

const textual = /(\.(ts|mts|mjs|cjs|js|vue|css|html|json|md|ya?ml|graphql|svg|txt)|(^|\/)(\.[a-z]+|[A-Z]+|run))$/;
const notOurs = new Set([".git", "node_modules", "dist", "data", ".cache", "generated", "test-results", "coverage"]);

/**
 * The text files that are, or are about to be, part of the project.
 *
 * @param {string} root - absolute path of the checkout
 * @returns {import("./house-rule.d.ts").TextFile[]}
 */
export function trackedFiles(root) {
  return pathsBelow(root)
    .filter((path) => textual.test(path) && existsSync(join(root, path)) && statSync(join(root, path)).isFile())
    .map((path) => ({ path, text: readFileSync(join(root, path), "utf8") }));
}

function pathsBelow(root) {
  try {
    const listing = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], {
      cwd: root,
      encoding: "utf8",
      maxBuffer: 64 * 1024 * 1024,
      stdio: ["ignore", "pipe", "ignore"],
    });
    return [...new Set(listing.split("\0").filter(Boolean))];
  } catch {
    return walk(root, "");
  }
}

function walk(root, folder) {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    if (notOurs.has(entry.name)) return [];
    const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
    return entry.isDirectory() ? walk(root, path) : [path];
  });
}
