const shared = ["pnpm-lock.yaml", "tsconfig.base.json", "packages/core/src", "packages/core/package.json"];

/**
 * What is built, from which sources, into which files.
 *
 * @type {readonly { folder: string, name: string, sources: readonly string[], results: readonly string[] }[]}
 */
export const parts = [
  {
    folder: "packages/web",
    name: "the web pages",
    sources: [...shared, "packages/web", "packages/api/schema.graphql"],
    results: ["packages/web/dist/index.html"],
  },
  {
    folder: "packages/api",
    name: "the server",
    sources: [...shared, "packages/api"],
    results: ["packages/api/dist/main.js", "packages/api/dist/unlatch.js"],
  },
];
