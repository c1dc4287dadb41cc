import { runCommand, runScript } from "../run/run-command.mjs";

const ask = (name, command, options = {}) => ({
  name,
  ...options,
  run: async () => {
    const { exitCode, output } = await runCommand({ command, folder: options.folder });
    return { isPassed: exitCode === 0, output };
  },
});

const askScript = (name, folder, { script, args = "" }) => ({
  name,
  lane: folder,
  run: async () => {
    const { exitCode, output } = await runScript(folder, script, { args });
    return { isPassed: exitCode === 0, output };
  },
});

/**
 * Everything that is checked without running the product, the quickest first.
 *
 * @type {readonly import("../run/run-steps.mjs").Step[]}
 */
export const staticChecks = [
  ask("format", "oxfmt --check ."),
  ask("lint", "oxlint --type-aware --deny-warnings packages/core packages/api tools e2e"),
  // The types of the web's documents are generated, and without them every type is an error.
  askScript("types of the web's documents", "packages/web", { script: "codegen" }),
  ask("lint: web's scripts", "oxlint --type-aware --deny-warnings packages/web", { lane: "packages/web" }),
  ask("lint: web", "eslint . --max-warnings 0", { folder: "packages/web" }),
  ask("import rules", "node tools/import-rules/check.mjs"),
  ask("import rules: probes", "node tools/architecture-probes/check.mjs"),
  ask("house rules", "node tools/house-rules/check.mjs"),
  ask("house rules: probes", "node tools/house-rules/probes.mjs"),
  ask("schema rules", "node tools/schema-check/check.mjs"),
  ask("schema rules: probes", "node tools/schema-check/probes.mjs"),
  ask("tests: tools", 'node --test "tools/**/*.test.mjs"'),
  askScript("types: core", "packages/core", { script: "types" }),
  askScript("types: api", "packages/api", { script: "types" }),
  askScript("types: web", "packages/web", { script: "types" }),
  askScript("types: e2e", "e2e", { script: "types" }),
  askScript("schema as committed", "packages/api", { script: "schema", args: "--check" }),
];
