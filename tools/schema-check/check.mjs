import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../run/project.mjs";
import { findingsIn } from "./findings-in.mjs";

/** Holds the committed schema against the rules of the contract. */
const file = join(root, "packages/api/schema.graphql");
const findings = existsSync(file)
  ? findingsIn(readFileSync(file, "utf8"))
  : ["packages/api/schema.graphql is missing."];
for (const finding of findings) console.error(finding);
console.log(findings.length === 0 ? "The schema keeps its rules." : `${findings.length} found.`);
process.exitCode = findings.length === 0 ? 0 : 1;
