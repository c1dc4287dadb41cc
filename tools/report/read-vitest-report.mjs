import { readJson } from "./read-json.mjs";

/**
 * Counts a vitest run by its JSON report, so that what never ran cannot look like success.
 *
 * @param {string} file - absolute path of the report
 * @param {number} exitCode - of the run itself
 * @returns {{ passed: number, failed: number, skipped: number }} failed is at least 1 for a run that failed, left no
 *   report, or ran nothing
 */
export function readVitestReport(file, exitCode) {
  const report = readJson(file);
  if (report === null) return { passed: 0, failed: 1, skipped: 0 };
  const passed = report.numPassedTests ?? 0;
  const broken = (report.testResults ?? []).filter(
    (result) => result.status === "failed" && !result.assertionResults?.some((test) => test.status === "failed"),
  );
  const failed = (report.numFailedTests ?? 0) + broken.length;
  const isFailedUnseen = failed === 0 && (exitCode !== 0 || passed === 0);
  return {
    passed,
    failed: isFailedUnseen ? 1 : failed,
    skipped: (report.numPendingTests ?? 0) + (report.numTodoTests ?? 0),
  };
}
