/**
 * Adds up what ran: a suite counts its tests, every other step counts as one.
 *
 * @param {readonly { isPassed: boolean, passed?: number, failed?: number }[]} results
 * @returns {{ passed: number, failed: number }}
 */
export function totalOf(results) {
  const total = { passed: 0, failed: 0 };
  for (const result of results) {
    total.passed += result.passed ?? (result.isPassed ? 1 : 0);
    total.failed += result.failed ?? (result.isPassed ? 0 : 1);
  }
  return total;
}
