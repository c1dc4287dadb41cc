const local = [
  { pattern: /(?<![\w.~/-])\/(work|root|home|Users)\/[\w.-]/, what: "a path of one machine" },
  { pattern: /\b(registry\.npmjs|registry\.yarnpkg|npmmirror|verdaccio|artifactory)/i, what: "a package registry" },
  { pattern: /\b(issue|issues|fixes|closes|refs) #?\d+\b/i, what: "the number of an issue" },
];

/** @type {import("../house-rule.d.ts").HouseRule} */
export const nothingLocal = {
  name: "no file names a machine, a registry or a tracker: the project stands for itself",
  findingsIn: (files) =>
    files
      .filter(({ path }) => path !== "tools/house-rules/rules/nothing-local.mjs")
      .flatMap(({ path, text }) =>
        local.filter(({ pattern }) => pattern.test(text)).map(({ what }) => `${path} names ${what}.`),
      ),
  broken: [
    { "docs/a.md": "See /root/notes.txt" },
    { "docs/b.md": "https://registry.npmjs.org/x" },
    { "docs/c.md": "Fixes #12" },
  ],
  sound: [{ "README.md": "See packages/core/root/a.md and https://example.org/home/page" }],
};
