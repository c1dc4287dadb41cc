import { cruiseOptions, ruleSet } from "./tools/import-rules/cruise-tree.mjs";

/** For editors and `depcruise` by hand; the rules, each with its probe, live in tools/import-rules. */
export default { ...ruleSet, options: cruiseOptions };
