import { readJson } from "./read-json.mjs";

/**
 * Counts a Playwright run by its JSON report. A story that passed only at a second try counts as failed.
 *
 * @param {string} file - absolute path of the report
 * @param {number} exitCode - of the run itself
 * @returns {{ passed: number, failed: number, skipped: number }} failed is at least 1 for a run that failed, left no
 *   report, or ran nothing
 */
export function readPlaywrightReport(file, exitCode) {
  const stats = readJson(file)?.stats;
  if (stats === undefined) return { passed: 0, failed: 1, skipped: 0 };
  const passed = stats.expected ?? 0;
  const failed = (stats.unexpected ?? 0) + (stats.flaky ?? 0);
  const isFailedUnseen = failed === 0 && (exitCode !== 0 || passed === 0);
  return { passed, failed: isFailedUnseen ? 1 : failed, skipped: stats.skipped ?? 0 };
}
