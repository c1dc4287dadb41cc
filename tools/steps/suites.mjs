import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readPlaywrightReport } from "../report/read-playwright-report.mjs";
import { readVitestReport } from "../report/read-vitest-report.mjs";
import { root } from "../run/project.mjs";
import { runScript } from "../run/run-command.mjs";

/**
 * A package's vitest suite as a step; it counts its tests.
 *
 * @param {{ name: string, folder: string, env?: Record<string, string> }} suite - folder: relative to the checkout
 * @returns {import("../run/run-steps.mjs").Step}
 */
export function vitestSuite({ name, folder, env = {} }) {
  return {
    name,
    lane: folder,
    run: async () => {
      const reports = mkdtempSync(join(tmpdir(), "unlatch-report-"));
      const file = join(reports, "report.json");
      try {
        const args = `--reporter=default --reporter=json --outputFile.json="${file}"`;
        const { exitCode, output } = await runScript(folder, "test", { args, env: { CI: "true", ...env } });
        const counts = readVitestReport(file, exitCode);
        return { isPassed: counts.failed === 0, output, ...counts };
      } finally {
        rmSync(reports, { recursive: true, force: true });
      }
    },
  };
}

/** The browser stories as a step, against the product as built. */
export const stories = {
  name: "stories in a real browser",
  run: async () => {
    const file = join(root, "e2e", "test-results", "report.json");
    rmSync(file, { force: true });
    const { exitCode, output } = await runScript("e2e", "test", { env: { CI: "true" } });
    const counts = readPlaywrightReport(file, exitCode);
    return { isPassed: counts.failed === 0, output, ...counts };
  },
};

/** The suites that need no browser and no other database than an embedded one. */
export const unitSuites = [
  vitestSuite({ name: "tests: core", folder: "packages/core" }),
  vitestSuite({ name: "tests: api on SQLite", folder: "packages/api", env: { UNLATCH_TEST_DATABASE: "sqlite" } }),
  vitestSuite({ name: "tests: web", folder: "packages/web" }),
];

/** The same server suite, on the other database. */
export const postgresSuite = vitestSuite({
  name: "tests: api on PostgreSQL",
  folder: "packages/api",
  env: { UNLATCH_TEST_DATABASE: "postgres" },
});
