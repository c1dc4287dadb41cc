/**
 * @typedef {{ isPassed: boolean, output: string, passed?: number, failed?: number, skipped?: number, seconds?: number }} Result
 * @typedef {{ name: string, lane?: string, run: () => Promise<Result> }} Step
 *   lane: two steps of one lane never run at once, because they write the same files
 */

const secondsBetweenSigns = 30;
const isColoured = Boolean(process.stdout.isTTY) && process.env.NO_COLOR === undefined;
const colour = (code, text) => (isColoured ? `\u001b[${code}m${text}\u001b[0m` : text);

/**
 * Runs the steps in their order, some at once, tells each end in a line, and shows what a failed one said. While a step
 * takes long, a line now and then says so.
 *
 * @param {readonly Step[]} steps
 * @param {{ atOnce?: number, widthOfNames?: number }} [options]
 * @returns {Promise<(Step & Result)[]>} one result a step, in the order of the steps
 */
export async function runSteps(steps, { atOnce = 2, widthOfNames = 34 } = {}) {
  const waiting = steps.map((step, index) => ({ step, index }));
  const busyLanes = new Set();
  const results = [];
  const worker = async () => {
    for (;;) {
      const next = waiting.findIndex(({ step }) => step.lane === undefined || !busyLanes.has(step.lane));
      if (next === -1) {
        if (waiting.length === 0) return;
        await new Promise((resolve) => setTimeout(resolve, 50));
        continue;
      }
      const [{ step, index }] = waiting.splice(next, 1);
      if (step.lane !== undefined) busyLanes.add(step.lane);
      results[index] = { ...step, ...(await runStep(step)) };
      busyLanes.delete(step.lane);
      tell(results[index], widthOfNames);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return results;
}

async function runStep(step) {
  const startedAt = performance.now();
  const secondsSince = () => (performance.now() - startedAt) / 1000;
  const signs = setInterval(
    () => console.log(colour(2, `...    ${step.name}, ${Math.round(secondsSince())} s so far`)),
    secondsBetweenSigns * 1000,
  );
  try {
    return { ...(await step.run()), seconds: secondsSince() };
  } catch (error) {
    const output = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { isPassed: false, output, seconds: secondsSince() };
  } finally {
    clearInterval(signs);
  }
}

function tell(result, widthOfNames) {
  const mark = result.isPassed ? colour(32, "ok    ") : colour(31, "FAILED");
  const counts = result.passed === undefined ? "" : `   ${countsOf(result)}`;
  console.log(`${mark} ${result.name.padEnd(widthOfNames)} ${result.seconds.toFixed(1).padStart(6)} s${counts}`);
  if (!result.isPassed) console.log(indented(result.output.trimEnd()));
}

function countsOf({ passed = 0, failed = 0, skipped = 0 }) {
  return [`${passed} passed`, failed > 0 && `${failed} failed`, skipped > 0 && `${skipped} skipped`]
    .filter(Boolean)
    .join(", ");
}

function indented(text) {
  return text
    .split("\n")
    .map((line) => `       ${line}`)
    .join("\n");
}
