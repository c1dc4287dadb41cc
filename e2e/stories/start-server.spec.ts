import { chmod, rm, stat } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { serverProgram } from "../fixtures/built-product.ts";
import { runToEnd } from "../fixtures/command-line.ts";
import { freePort } from "../fixtures/free-port.ts";
import { Organisation } from "../fixtures/organisation.ts";
import { newDataDirectory, RunningServer } from "../fixtures/running-server.ts";
import { devices, WatchedContext } from "../fixtures/watched-context.ts";
import { Holder } from "../people/holder.ts";
import { expect, test } from "../fixtures/story.ts";

/** Starts the product where it cannot start, and reads what it says. */
async function failsToStart(settings: Readonly<Record<string, string>>) {
  const dataDirectory = await newDataDirectory();
  const port = String(await freePort());
  const started = await runToEnd({
    program: serverProgram,
    arguments: [],
    settings: { UNLATCH_DATA_DIR: dataDirectory, PORT: port, ...settings },
  });
  await rm(dataDirectory, { recursive: true, force: true });
  return {
    ...started,
    lines: started.output
      .trim()
      .split("\n")
      .filter((line) => line !== ""),
  };
}

test("people, cards and an open process survive a restart", async ({ browser }) => {
  const dataDirectory = await newDataDirectory();
  const first = await RunningServer.start({ dataDirectory });
  const organisation = await Organisation.of(first);
  const profile = await organisation.defines();
  await organisation.switchesOn(profile);
  const account = await organisation.hires();
  const card = await organisation.issues({ holder: account, profile });
  card.refusesPin({ times: 3 });
  const before = new Holder(account, await WatchedContext.open(browser, first.origin, devices.phone));
  await before.signsIn();
  await before.starts(card);
  const response = await before.givesChallenge(card.challenge());
  const process = new URL(before.page.url()).pathname;
  await before.browser.context.close();
  await organisation.administrator.close();
  expect(await first.stop(), "the exit code after Ctrl-C").toBe(0);

  const second = await RunningServer.start({ dataDirectory });
  const after = new Holder(account, await WatchedContext.open(browser, second.origin, devices.phone));
  await after.signsIn();
  await after.goesTo(process);
  expect(await after.readsResponse()).toBe(response);
  expect(card.unblocks({ response, newPin: "864209" })).toBe(true);
  expect(after.browser.problems).toEqual([]);
  await after.browser.context.close();
  await second.stop();
  await rm(dataDirectory, { recursive: true, force: true });
});

test("the first start says how to sign in and keeps the passwords in a file of the host alone", async ({ server }) => {
  expect(server.output).toContain(server.origin);
  for (const role of ["administrator", "operator", "auditor", "self-service user"] as const) {
    const account = server.demonstrationAccount(role);
    expect(server.output).toContain(account.username);
    expect(server.output).toContain(account.password);
  }
  expect((await stat(join(server.dataDirectory, "demo-accounts.json"))).mode & 0o777).toBe(0o600);
});

test("a port in use is one clear line", async () => {
  const taken = createServer();
  await new Promise<void>((resolve) => taken.listen(0, resolve));
  const { port } = taken.address() as { port: number };
  const { exitCode, lines } = await failsToStart({ PORT: String(port) });
  taken.close();
  expect(exitCode).not.toBe(0);
  expect(lines.at(-1)).toContain(String(port));
  expect(lines.some((line) => /^\s+at /u.test(line))).toBe(false);
});

for (const [title, settings, says] of [
  ["a port that is none", { PORT: "seventy" }, /PORT/u],
  ["a mode that is none", { UNLATCH_MODE: "prodution" }, /UNLATCH_MODE/u],
] as const) {
  test(`a wrong setting is one clear line: ${title}`, async () => {
    const { exitCode, lines } = await failsToStart(settings);
    expect(exitCode).not.toBe(0);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(says);
  });
}

test("a data directory that cannot be written is one clear line", async () => {
  const folder = await newDataDirectory();
  const file = join(folder, "not-a-folder");
  await (await import("node:fs/promises")).writeFile(file, "");
  await chmod(file, 0o400);
  const { exitCode, lines } = await failsToStart({ UNLATCH_DATA_DIR: join(file, "data") });
  await rm(folder, { recursive: true, force: true });
  expect(exitCode).not.toBe(0);
  expect(lines).toHaveLength(1);
  expect(lines[0]).toContain(join(file, "data"));
});
