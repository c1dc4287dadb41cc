import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { toHex } from "@unlatch/core/bytes";
import { unblockPinOffline } from "@unlatch/core/process/definitions";
import { testOrigin } from "../test-support/test-api.ts";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { composeApplication } from "../composition-root.ts";
import { entitiesFor } from "../entities.ts";
import { makeBeginSession } from "../identity/sessions/begin-session.ts";
import { systemClock } from "../platform/clock.ts";
import { openDatabase } from "../platform/data-source.ts";
import { installationRepository } from "../platform/installation.repository.ts";
import { systemRandom } from "../platform/random.ts";
import { aCard, aProfile, aUser } from "../test-support/builders.ts";
import { countInMemory } from "../test-support/process-memory.ts";
import { documents } from "../test-support/unblock-scene.ts";
import { unlockKeys } from "./data-keys/index.ts";
import { createKekFile } from "./kek-file.ts";

const main = fileURLToPath(new URL("../main.ts", import.meta.url));
const port = 42_000 + Math.floor(Math.random() * 8000);
const origin = `http://127.0.0.1:${port}`;
/** Each costs a start and an answer; set it to look into a server that gave a thousand. */
const releases = Number(process.env["UNLATCH_TEST_RELEASES"] ?? 40);
/** Every admin key of this test begins with the same bytes: one look finds a copy of any of them. */
const mark = systemRandom.bytes(9);
const marked = { ...systemRandom, bytes: (length: number) => withMark(systemRandom.bytes(length)) };
const withMark = (bytes: Uint8Array) => (bytes.length === 24 ? (bytes.set(mark), bytes) : bytes);
const collectOnSignal = `process.on("SIGUSR2", () => { for (let i = 0; i < 4; i += 1) globalThis.gc(); });`;

let directory: string;
let held: { readonly cardId: string; readonly cookie: string }[];
let lasting: Uint8Array;
let server: ChildProcess;
let said = "";
const answered: string[] = [];

/** An installation with holders who have a card each, made without the server that is looked into. */
async function prepare(): Promise<void> {
  const parts = { clock: systemClock, random: marked };
  const site = { organisation: "", helpDesk: null, mode: "PRODUCTION", version: "", practiceCards: false } as const;
  const { provider } = createKekFile(join(directory, "unlatch.key"), systemRandom);
  const file = join(directory, "unlatch.sqlite");
  const database = await openDatabase({ dialect: "sqlite", file }, entitiesFor("sqlite"));
  const kek = await unlockKeys(database.transactions, { ...parts, provider, adopted: null });
  const application = composeApplication({ database, kek, site, ...parts });
  lasting = kek.fingerprintsChallenges;
  const on = [{ state: "ACTIVE" as const, process: unblockPinOffline.symbolicName }];
  const profile = await aProfile(application, { cardType: "hid-crescendo-3des", on });
  held = [];
  for (let index = 0; index < releases; index += 1) {
    const holder = await aUser(application);
    const card = await aCard(application, { profile, holder });
    const begin = makeBeginSession(systemClock, systemRandom);
    const { token } = await application.unitOfWork.unaudited((sql) =>
      begin(sql, holder, { ...testOrigin, provedWith: ["PASSWORD"] }),
    );
    held.push({ cardId: card.id, cookie: `unlatch=${token}` });
  }
  await application.unitOfWork.unaudited(async (sql) => {
    const installed = { mode: "production", kekId: provider.kekId, createdAt: new Date() } as const;
    await installationRepository(sql).add(installed);
  });
  await database.close();
}

function started(): ChildProcess {
  const collector = join(directory, "collect-on-signal.mjs");
  writeFileSync(collector, collectOnSignal);
  const flags = ["--expose-gc", "--import", pathToFileURL(collector).href, "--import", "@oxc-node/core/register"];
  const child = spawn(process.execPath, [...flags, main], {
    env: {
      PATH: process.env["PATH"],
      UNLATCH_MODE: "production",
      UNLATCH_AD_HOC_DOCUMENTS: "on",
      UNLATCH_DATA_DIR: directory,
      PORT: String(port),
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk) => (said += String(chunk)));
  return child;
}

interface Said {
  readonly __typename: string;
  readonly process?: { readonly id: string };
}

async function asked(cookie: string, document: string, input: object): Promise<Said | null> {
  const response = await fetch(`${origin}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", accept: "application/graphql-response+json", cookie },
    body: JSON.stringify({ query: document, variables: { input } }),
  });
  const { data } = (await response.json()) as { data: Record<string, Said> | null };
  return Object.values(data ?? {})[0] ?? null;
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

async function answering(): Promise<void> {
  for (const end = Date.now() + 60_000; Date.now() < end && server.exitCode === null; await pause(100)) {
    const isUp = await fetch(`${origin}/healthz`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isUp) return;
  }
  throw new Error(`The server did not start: ${said}`);
}

const isOpen = (at: number) =>
  new Promise<boolean>((resolve) => {
    const socket = connect(at, "127.0.0.1");
    socket.once("connect", () => (socket.destroy(), resolve(true)));
    socket.once("error", () => resolve(false));
  });

const forms = (bytes: Uint8Array) => {
  const plain = Buffer.from(bytes);
  const texts = [toHex(bytes), toHex(bytes).toLowerCase(), plain.toString("base64"), plain.toString("base64url")];
  return [plain, ...[...new Set(texts)].map((text) => Buffer.from(text, "latin1"))];
};

describe.runIf(process.platform === "linux" && inject("postgresServer") === null)(
  "a server that released responses",
  () => {
    beforeAll(async () => {
      directory = mkdtempSync(join(tmpdir(), "unlatch-process-"));
      await prepare();
      server = started();
      await answering();
      for (const { cardId, cookie } of held) {
        const begun = await asked(cookie, documents.start, { cardId, process: unblockPinOffline.symbolicName });
        const challenge = toHex(systemRandom.bytes(8));
        const answer = await asked(cookie, documents.submit, { processId: begun?.process?.id, challenge });
        answered.push(answer?.__typename ?? "nothing");
      }
      server.kill("SIGUSR2");
      await pause(1500);
      server.kill("SIGUSR2");
      await pause(1500);
    }, 180_000);
    afterAll(() => {
      server?.kill("SIGKILL");
      rmSync(directory, { recursive: true, force: true });
    });

    test("has no copy of any admin key in its memory, in no form", () => {
      expect(answered).toEqual(held.map(() => "ChallengeAnswered"));
      const [known = 0, ...copies] = countInMemory(server.pid ?? 0, [lasting, ...forms(mark)]);
      expect(known, "the scan finds what must be there").toBeGreaterThan(0);
      expect(copies.map((count, form) => ({ form, count })).filter(({ count }) => count > 0)).toEqual([]);
    });

    test("has at most one copy of the key-encryption key in its memory, and no text of it", () => {
      const hex = readFileSync(join(directory, "unlatch.key"), "latin1").trimEnd().split(" ")[1] ?? "";
      const [raw, ...texts] = countInMemory(server.pid ?? 0, forms(Buffer.from(hex, "hex")));
      expect(raw).toBeLessThanOrEqual(1);
      expect(texts.every((count) => count === 0)).toBe(true);
    });

    test("tells no key by its environment or its command line", () => {
      const hex = readFileSync(join(directory, "unlatch.key"), "latin1").trimEnd().split(" ")[1] ?? "-";
      for (const name of ["environ", "cmdline"]) {
        const text = readFileSync(`/proc/${server.pid}/${name}`, "latin1").toLowerCase();
        expect(text.length).toBeGreaterThan(10);
        expect(text).not.toContain(hex);
        expect(text).not.toContain(toHex(mark).toLowerCase());
      }
    });

    test("opens no debugger on SIGUSR1", async () => {
      const wasOpen = await isOpen(9229);
      server.kill("SIGUSR1");
      await pause(500);
      expect(server.exitCode).toBeNull();
      expect(said).not.toMatch(/Debugger listening/i);
      if (!wasOpen) expect(await isOpen(9229)).toBe(false);
      expect((await fetch(`${origin}/healthz`)).ok).toBe(true);
    });

    test("does not start again with a key file that others can read", async () => {
      const ended = new Promise<void>((resolve) => server.once("exit", () => resolve()));
      server.kill("SIGKILL");
      await ended;
      chmodSync(join(directory, "unlatch.key"), 0o644);
      said = "";
      server = started();
      const code = await new Promise((resolve) => server.once("exit", resolve));
      expect(code).toBe(1);
      expect(said).toContain("can be read by others. Run: chmod 600");
    }, 60_000);
  },
);
