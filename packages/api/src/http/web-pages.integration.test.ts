import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestApi, testApi } from "../test-support/test-api.ts";

let api: TestApi;
let unbuilt: TestApi;
const webDirectory = mkdtempSync(join(tmpdir(), "unlatch-web-"));
beforeAll(async () => {
  mkdirSync(join(webDirectory, "assets"));
  writeFileSync(join(webDirectory, "index.html"), "<!doctype html><title>Unlatch</title>");
  writeFileSync(join(webDirectory, "assets", "main-0a1b2c.js"), "export {};");
  writeFileSync(join(webDirectory, "favicon.svg"), "<svg/>");
  api = await testApi({ webDirectory });
  unbuilt = await testApi();
});
afterAll(async () => {
  await api.remove();
  await unbuilt.remove();
  rmSync(webDirectory, { recursive: true });
});

const get = (url: string, accept = "text/html,*/*", from = api) =>
  from.stranger().inject({ method: "GET", url, headers: { accept } });

test.each(["/", "/sign-in", "/cards/7", "/admin/profiles?tab=ACTIVE", "/set-up"])(
  "the page %s is the application, new each time",
  async (url) => {
    const { status, text, headers } = await get(url);
    expect([status, text]).toEqual([200, "<!doctype html><title>Unlatch</title>"]);
    expect(headers).toMatchObject({ "cache-control": "no-store", "content-type": "text/html; charset=utf-8" });
  },
);

test("a file with its hash in its name is kept for ever, any other is asked for again", async () => {
  const script = await get("/assets/main-0a1b2c.js", "*/*");
  expect(script.headers).toMatchObject({
    "cache-control": "public, max-age=31536000, immutable",
    "content-type": expect.stringMatching(/^(text|application)\/javascript; charset=utf-8$/),
  });
  expect((await get("/favicon.svg", "*/*")).headers["cache-control"]).toBe("no-cache");
});

test.each([
  ["/assets/gone-ffffff.js", "text/html"],
  ["/cards/7", "application/json"],
  ["/../../etc/passwd", "*/*"],
  ["/..%2f..%2fpackage.json", "text/html"],
  ["/.git/config", "*/*"],
])("%s for %s is not there", async (url, accept) => {
  expect((await get(url, accept)).status).toBe(404);
});

test("index.html leads to the page itself", async () => {
  const { status, headers } = await get("/index.html");
  expect([status, headers["location"]]).toEqual([308, "/"]);
});

test("without built pages it says how to build them, and the interface works", async () => {
  const { status, text } = await get("/", "text/html", unbuilt);
  expect([status, text]).toEqual([503, "The web pages are not built yet. Run: npx -y pnpm@12.21.0 build\n"]);
  expect((await unbuilt.stranger().graphql("{ site { organisation } }")).status).toBe(200);
});
