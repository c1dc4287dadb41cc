/**
 * The arrows that hold for every package.
 *
 * @type {readonly import("./rule.d.ts").ImportRule[]}
 */
export const houseRules = [
  {
    name: "e2e-knows-no-source",
    comment: "The stories meet the product in a browser and by its public schema; a shared mistake would pass unseen.",
    from: { path: "^e2e/" },
    to: { path: "^packages/" },
    probe: {
      file: "e2e/virtual-card/probe-source.ts",
      source: `import "../../packages/core/src/bytes.ts";`,
      anchors: ["packages/core/src/bytes.ts"],
    },
  },
  {
    name: "source-knows-no-story",
    comment: "Nothing under packages/ imports from e2e or tools.",
    from: { path: "^packages/" },
    to: { path: "^(e2e|tools)/" },
    probe: {
      file: "packages/api/src/platform/probe-story.ts",
      source: `import "../../../../e2e/probe-story.ts";`,
      beside: { "e2e/probe-story.ts": "export {};" },
    },
  },
  {
    name: "server-knows-no-web",
    comment: "The server serves the built pages as files; it imports none of their sources.",
    from: { path: "^packages/(api|core)/" },
    to: { path: "^packages/web/" },
    probe: {
      file: "packages/api/src/probe-web.ts",
      source: `import "../../web/src/probe-web.ts";`,
      beside: { "packages/web/src/probe-web.ts": "export {};" },
    },
  },
  {
    name: "tests-are-not-imported",
    comment: "Tests and what supports them stay out of what is shipped.",
    from: { path: "^packages/", pathNot: ["\\.test\\.ts$", "/test-support/", "/bench/", "/vitest\\.[^/]*\\.ts$"] },
    to: { path: ["\\.test\\.ts$", "/test-support/"] },
    probe: {
      file: "packages/api/src/probe-test-support.ts",
      source: `import "./test-support/probe-builders.ts";`,
      beside: { "packages/api/src/test-support/probe-builders.ts": "export {};" },
    },
  },
  {
    name: "no-circle",
    comment: "Files that import each other in a circle cannot be read in any order.",
    from: {},
    to: { circular: true },
    probe: {
      file: "packages/core/src/lifecycle/probe-circle.ts",
      source: `import "./probe-circle-back.ts";`,
      beside: { "packages/core/src/lifecycle/probe-circle-back.ts": `import "./probe-circle.ts";` },
    },
  },
  {
    name: "no-import-into-nowhere",
    comment: "An import that leads nowhere is guarded by no rule.",
    from: {},
    to: { couldNotResolve: true, pathNot: "^virtual:" },
    probe: { file: "packages/api/src/probe-nowhere.ts", source: `import "./probe-not-there.ts";` },
  },
];
