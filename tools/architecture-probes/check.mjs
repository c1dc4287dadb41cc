import { rmSync } from "node:fs";
import { cruiseTree } from "../import-rules/cruise-tree.mjs";
import { importRules } from "../import-rules/import-rules.mjs";
import { plantProbes } from "./plant-probes.mjs";

/** Plants a violation of every import rule and expects each to be found by its rule, and by no other. */
const tree = plantProbes(importRules.map(({ probe }) => probe));
const removeTree = () => rmSync(tree, { recursive: true, force: true });
process.once("exit", removeTree);
for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => process.exit(1));

const { violations } = await cruiseTree(tree, ["packages", "e2e"]);
const surprises = importRules.flatMap(({ name, probe }) => {
  const isOfProbe = ({ from, cycle = [] }) => [from, ...cycle.map((step) => step.name)].includes(probe.file);
  const found = new Set(violations.filter(isOfProbe).map(({ rule }) => rule.name));
  if (found.size === 1 && found.has(name)) return [];
  return [`${name}: ${probe.file} was found by ${[...found].join(", ") || "no rule"}.`];
});
for (const surprise of surprises) console.error(surprise);
console.log(`${importRules.length - surprises.length} of ${importRules.length} probes found by their rule.`);
process.exitCode = surprises.length === 0 ? 0 : 1;
