import { existsSync, mkdirSync, mkdtempSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { root } from "../run/project.mjs";

const packages = ["packages/core", "packages/api", "packages/web"];

/**
 * Makes a small tree like the checkout, with one violating file for each rule and the packages where they always are.
 *
 * @param {readonly import("../import-rules/rule.d.ts").Probe[]} probes
 * @returns {string} the tree's absolute path; the caller removes it
 */
export function plantProbes(probes) {
  const tree = mkdtempSync(join(tmpdir(), "unlatch-probes-"));
  for (const folder of packages) linkPackages(tree, folder);
  const plant = (path, source) => {
    mkdirSync(dirname(join(tree, path)), { recursive: true });
    writeFileSync(join(tree, path), `${source}\n`);
  };
  for (const anchor of probes.flatMap((probe) => probe.anchors ?? [])) plant(anchor, "export {};");
  for (const { file, source, beside = {} } of probes) {
    plant(file, source);
    for (const [path, besideSource] of Object.entries(beside)) plant(path, besideSource);
  }
  return tree;
}

function linkPackages(tree, folder) {
  const manifest = join(root, folder, "package.json");
  if (!existsSync(manifest)) return;
  const modules = join(tree, folder, "node_modules");
  mkdirSync(join(modules, "@unlatch"), { recursive: true });
  symlinkSync(manifest, join(tree, folder, "package.json"));
  symlinkSync(join(tree, "packages/core"), join(modules, "@unlatch", "core"));
  for (const name of readdirSync(join(root, folder, "node_modules"))) {
    if (name.startsWith(".") || name === "@unlatch") continue;
    symlinkSync(join(root, folder, "node_modules", name), join(modules, name));
  }
}
