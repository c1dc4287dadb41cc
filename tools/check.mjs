import { runSteps } from "./run/run-steps.mjs";
import { totalOf } from "./run/total-of.mjs";
import { staticChecks } from "./steps/static-checks.mjs";
import { unitSuites } from "./steps/suites.mjs";

/** `pnpm check`: what a contributor runs before a commit. Words after it keep only the steps whose name holds one. */
const wanted = process.argv.slice(2);
const steps = [...staticChecks, ...unitSuites].filter(
  ({ name }) => wanted.length === 0 || wanted.some((word) => name.includes(word)),
);
const { passed, failed } = totalOf(await runSteps(steps));
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 && steps.length > 0 ? 0 : 1;
