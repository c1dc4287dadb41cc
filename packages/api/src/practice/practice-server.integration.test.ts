import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { readConfig } from "../config.ts";
import type { DemonstrationAccount } from "../demo/index.ts";
import { startServer, type StartedServer } from "../start/start-server.ts";

let directory: string;
let port: number;
let started: StartedServer;
let said: string[];

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), "unlatch-practice-server-"));
  port = await freePort();
  said = [];
});
afterEach(async () => {
  await started.stop();
  rmSync(directory, { recursive: true, force: true });
});

async function start(mode: "demonstration" | "production"): Promise<void> {
  const settings = { UNLATCH_MODE: mode, UNLATCH_DATA_DIR: directory, PORT: String(port), HOST: "127.0.0.1" };
  const surroundings = { say: (line: string) => said.push(line), webDirectory: join(directory, "no-pages") };
  started = await startServer(readConfig(settings, directory), surroundings);
}

const ask = (path: string, init: RequestInit = {}) => fetch(`http://localhost:${port}/practice/api/${path}`, init);
const asJson = { method: "POST", headers: { "content-type": "application/json" }, body: "{}" };

describe("in a demonstration", () => {
  test("the cards of those who can sign in are there to practise with, those one can unblock first", async () => {
    await start("demonstration");
    const accounts = JSON.parse(readFileSync(join(directory, "demo-accounts.json"), "utf8")) as DemonstrationAccount[];
    const { cards } = (await (await ask("cards")).json()) as { cards: { state: string; holderUsername: string }[] };
    expect(cards).toHaveLength(8);
    expect(cards[0]?.state).toBe("ACTIVE");
    const known = accounts.map(({ username }) => username);
    for (const { holderUsername } of cards) expect(known).toContain(holderUsername);
    expect(said.join("\n")).toContain(accounts[0]?.password);
  });

  test("a page of another site moves no card", async () => {
    await start("demonstration");
    const { cards } = (await (await ask("cards")).json()) as { cards: { id: string }[] };
    const insert = `cards/${cards[0]?.id}/insert`;
    const foreign = { ...asJson, headers: { ...asJson.headers, origin: "http://elsewhere.example" } };
    expect((await ask(insert, foreign)).status).toBe(403);
    expect((await ask(insert, asJson)).status).toBe(200);
  });
});

describe("in production", () => {
  test("there is no practice card at any of its addresses", async () => {
    await start("production");
    for (const path of ["cards", "addresses"]) expect((await ask(path)).status).toBe(404);
    for (const act of ["insert", "verify-pin", "challenge", "unblock", "block", "renew"]) {
      expect((await ask(`cards/any/${act}`, asJson)).status).toBe(404);
    }
  });
});

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}
