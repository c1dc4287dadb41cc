import { existsSync } from "node:fs";
import { join } from "node:path";
import { root } from "../run/project.mjs";
import { cruiseTree } from "./cruise-tree.mjs";
import { importRules } from "./import-rules.mjs";

/** Holds the checkout against the import rules, and the rules against the checkout: a rule about a gone file guards nothing. */
const folders = ["packages/core/src", "packages/api/src", "packages/web/src", "e2e"].filter((folder) =>
  existsSync(join(root, folder)),
);
const { filesCount, violations } = await cruiseTree(root, folders);
for (const { rule, from, to } of violations) {
  const { comment } = importRules.find(({ name }) => name === rule.name);
  console.error(`${from} → ${to}\n  ${rule.name}: ${comment}`);
}
const gone = importRules.flatMap(({ name, probe }) =>
  (probe.anchors ?? []).filter((anchor) => !existsSync(join(root, anchor))).map((anchor) => ({ name, anchor })),
);
for (const { name, anchor } of gone) console.error(`${name} speaks of ${anchor}, which is not there.`);
const found = violations.length + gone.length;
console.log(
  `${importRules.length} import rules, ${filesCount} files: ${found === 0 ? "as planned" : `${found} found`}.`,
);
process.exitCode = found === 0 && filesCount > 0 ? 0 : 1;
