import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { readPlaywrightReport } from "./read-playwright-report.mjs";
import { readVitestReport } from "./read-vitest-report.mjs";

const folder = mkdtempSync(join(tmpdir(), "unlatch-reports-"));
after(() => rmSync(folder, { recursive: true }));
const report = (content) => {
  const file = join(folder, "report.json");
  writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content));
  return file;
};

test("a vitest run counts what passed and what failed", () => {
  const file = report({ numPassedTests: 7, numFailedTests: 2, numPendingTests: 1, testResults: [] });
  assert.deepEqual(readVitestReport(file, 1), { passed: 7, failed: 2, skipped: 1 });
});

test("a test file that could not even be loaded counts as a failure", () => {
  const file = report({
    numPassedTests: 7,
    numFailedTests: 0,
    testResults: [{ status: "failed", assertionResults: [] }],
  });
  assert.equal(readVitestReport(file, 1).failed, 1);
});

test("a run that ends badly after its last test counts as a failure", () => {
  assert.equal(readVitestReport(report({ numPassedTests: 7, numFailedTests: 0 }), 1).failed, 1);
  assert.equal(readPlaywrightReport(report({ stats: { expected: 3 } }), 1).failed, 1);
});

test("a run without a single test counts as a failure", () => {
  assert.equal(readVitestReport(report({ numPassedTests: 0, numFailedTests: 0 }), 0).failed, 1);
  assert.equal(readPlaywrightReport(report({ stats: { expected: 0 } }), 0).failed, 1);
});

test("a run that left no report, or half of one, counts as a failure", () => {
  assert.equal(readVitestReport(join(folder, "none.json"), 0).failed, 1);
  assert.equal(readPlaywrightReport(report('{ "stats": {'), 0).failed, 1);
});

test("a story that passed only at its second try counts as a failure", () => {
  const file = report({ stats: { expected: 3, unexpected: 1, flaky: 1, skipped: 2 } });
  assert.deepEqual(readPlaywrightReport(file, 0), { passed: 3, failed: 2, skipped: 2 });
});
