import { cruise } from "dependency-cruiser";
import { importRules } from "./import-rules.mjs";

/** How dependency-cruiser reads this code: types count as imports, and `@unlatch/core/*` leads to sources. */
export const cruiseOptions = {
  doNotFollow: { path: "node_modules" },
  exclude: { path: "(^|/)(generated|dist|coverage|test-results)/" },
  tsPreCompilationDeps: true,
  combinedDependencies: false,
  enhancedResolveOptions: {
    exportsFields: ["exports"],
    conditionNames: ["import", "node", "default"],
    extensions: [".ts", ".mts", ".vue", ".mjs", ".js", ".json"],
  },
};

/** The rules without their probes: what dependency-cruiser wants. */
export const ruleSet = {
  forbidden: importRules.map(({ name, comment, from, to }) => ({ name, comment, severity: "error", from, to })),
};

/**
 * Holds a tree of files against every import rule.
 *
 * @param {string} baseDir - absolute
 * @param {readonly string[]} folders - relative to it
 * @returns {Promise<{ filesCount: number, violations: readonly { rule: { name: string }, from: string, to: string }[] }>}
 */
export async function cruiseTree(baseDir, folders) {
  const { output } = await cruise([...folders], { ...cruiseOptions, baseDir, ruleSet, validate: true });
  return { filesCount: output.summary.totalCruised, violations: output.summary.violations };
}
