import { configDefaults, defineConfig } from "vitest/config";

const otherDatabase = process.env["UNLATCH_TEST_DATABASE"] === "postgres" ? "sqlite" : "postgres";

export default defineConfig({
  resolve: { alias: [{ find: /^graphql$/, replacement: "graphql/index.js" }] },
  test: {
    include: ["src/**/*.test.ts"],
    exclude: [...configDefaults.exclude, `src/**/*.${otherDatabase}.test.ts`],
    globalSetup: ["src/test-support/postgres-server.ts"],
    setupFiles: ["reflect-metadata"],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
  },
});
