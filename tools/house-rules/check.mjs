import { root } from "../run/project.mjs";
import { houseRules } from "./house-rules.mjs";
import { trackedFiles } from "./tracked-files.mjs";

/** Reads every file of the checkout against the rules of the house. */
const files = trackedFiles(root);
let foundCount = 0;
for (const rule of houseRules) {
  const findings = rule.findingsIn(files);
  foundCount += findings.length;
  if (findings.length > 0)
    console.error([`Rule: ${rule.name}`, ...findings.map((finding) => `  ${finding}`)].join("\n"));
}
console.log(
  `${houseRules.length} house rules, ${files.length} files: ${foundCount === 0 ? "kept" : `${foundCount} found`}.`,
);
process.exitCode = foundCount === 0 && files.length > 0 ? 0 : 1;
