import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, test } from "node:test";
import { root } from "../run/project.mjs";

const checkout = mkdtempSync(join(tmpdir(), "unlatch-start-"));
const children = [];
after(() => {
  for (const child of children) child.kill("SIGKILL");
  rmSync(checkout, { recursive: true, force: true });
});
for (const path of ["tools/run", "tools/build", "tools/start.mjs", "tools/unlatch.mjs"]) {
  cpSync(join(root, path), join(checkout, path), { recursive: true });
}
const write = (path, text) => {
  mkdirSync(dirname(join(checkout, path)), { recursive: true });
  writeFileSync(join(checkout, path), text);
};
const server = `
  process.on("SIGTERM", () => { console.log("stopped"); process.exit(7); });
  setInterval(() => {}, 1000);
  console.log("ready");`;
const buildBy = (files) =>
  JSON.stringify({ type: "module", scripts: { build: files.map((file) => `node make.mjs ${file}`).join(" && ") } });
const make = `import { cpSync, mkdirSync } from "node:fs"; mkdirSync("dist", { recursive: true }); cpSync("src/" + process.argv[2], "dist/" + process.argv[2]);`;
write("packages/api/package.json", buildBy(["main.js", "unlatch.js"]));
write("packages/api/make.mjs", make);
write("packages/api/src/main.js", server);
write("packages/api/src/unlatch.js", "console.log(JSON.stringify(process.argv.slice(2)));");
write("packages/web/package.json", buildBy(["index.html"]));
write("packages/web/make.mjs", make);
write("packages/web/src/index.html", "<!doctype html>");

const start = (tool, args = []) => {
  const child = spawn(process.execPath, [join(checkout, tool), ...args], { stdio: ["ignore", "pipe", "pipe"] });
  children.push(child);
  const said = { out: "", err: "" };
  child.stdout.on("data", (chunk) => (said.out += chunk));
  child.stderr.on("data", (chunk) => (said.err += chunk));
  const ended = new Promise((resolve) => child.on("close", (exitCode) => resolve({ exitCode, ...said })));
  const says = async (text) => {
    while (!said.out.includes(text))
      await Promise.race([ended.then(() => assert.fail(said.err)), new Promise((r) => setTimeout(r, 10))]);
  };
  return { child, says, ended };
};

test("the first start builds and then is the server: its signals, its exit code", async () => {
  const { child, says, ended } = start("tools/start.mjs");
  await says("ready");
  child.kill("SIGTERM");
  const { exitCode, out } = await ended;
  assert.equal(exitCode, 7);
  assert.match(out, /Building the server[^]*Built the server[^]*ready\nstopped\n$/);
});

test("the second start builds nothing", async () => {
  const { child, says, ended } = start("tools/start.mjs");
  await says("ready");
  child.kill("SIGTERM");
  assert.equal((await ended).out, "ready\nstopped\n");
});

test("a changed source is built again, and nothing else", async () => {
  write("packages/api/src/main.js", server.replace("ready", "ready again"));
  const { child, says, ended } = start("tools/start.mjs");
  await says("ready again");
  child.kill("SIGTERM");
  assert.doesNotMatch((await ended).out, /web pages/);
});

test("a command gets its words, and the build does not speak into its output", async () => {
  write("packages/web/src/index.html", "<!doctype html><p>changed</p>");
  const { exitCode, out, err } = await start("tools/unlatch.mjs", ["add-user", "--name", "two words"]).ended;
  assert.equal(exitCode, 0);
  assert.equal(out, '["add-user","--name","two words"]\n');
  assert.match(err, /Built the web pages/);
});

test("a build that fails says what went wrong and starts nothing", async () => {
  write("packages/api/make.mjs", 'console.error("no such thing"); process.exit(3);');
  const { exitCode, out } = await start("tools/start.mjs").ended;
  assert.equal(exitCode, 1);
  assert.match(out, /no such thing\nBuilding the server failed\.\n$/);
});
