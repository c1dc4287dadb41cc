import { ensureBuilt } from "./build/ensure-built.mjs";
import { runSteps } from "./run/run-steps.mjs";
import { totalOf } from "./run/total-of.mjs";
import { staticChecks } from "./steps/static-checks.mjs";
import { postgresSuite, stories, unitSuites } from "./steps/suites.mjs";

/** `pnpm test`: everything there is. A failure stops nothing; the last line counts. */
const build = {
  name: "build",
  run: async () => {
    const lines = [];
    const isPassed = await ensureBuilt({ say: (line) => lines.push(line) });
    return { isPassed, output: lines.join("\n") };
  },
};

const results = [
  ...(await runSteps([...staticChecks, ...unitSuites, postgresSuite])),
  ...(await runSteps([build])),
  ...(await runSteps([stories], { atOnce: 1 })),
];
const skipped = results.reduce((sum, result) => sum + (result.skipped ?? 0), 0);
const failedNames = results.filter(({ isPassed }) => !isPassed).map(({ name }) => name);
const { passed, failed } = totalOf(results);
console.log("");
if (failedNames.length > 0) console.log(`Failed: ${failedNames.join(" · ")}`);
if (skipped > 0) console.log(`Skipped: ${skipped}`);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
