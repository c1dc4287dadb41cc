import { defineConfig, type PlaywrightTestConfig } from "@playwright/test";
import { chromiumArguments, chromiumPath } from "./fixtures/chromium.ts";

const browserUse: PlaywrightTestConfig["use"] = {
  browserName: "chromium",
  launchOptions: { executablePath: await chromiumPath(), args: [...chromiumArguments] },
};

export default defineConfig({
  outputDir: "test-results/artifacts",
  reporter: [["line"], ["json", { outputFile: "test-results/report.json" }]],
  workers: 2,
  retries: 0,
  fullyParallel: true,
  forbidOnly: process.env["CI"] !== undefined,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  projects: [
    { name: "virtual-card", testDir: "virtual-card", testMatch: "*.test.ts" },
    { name: "fixtures", testDir: "fixtures", testMatch: "*.test.ts", use: browserUse },
    {
      name: "stories",
      testDir: "stories",
      testMatch: "*.spec.ts",
      testIgnore: process.env["PICTURES"] === "1" ? [] : ["pictures.spec.ts"],
      use: { ...browserUse, trace: "retain-on-failure", actionTimeout: 15_000 },
    },
  ],
});
