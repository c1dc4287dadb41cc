import { type ChildProcess, spawn } from "node:child_process";
import { rmSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";
import { afterAll, afterEach, beforeAll, expect } from "vitest";

/** How a program ended, and what it said until then. */
export interface Ended {
  readonly exitCode: number | null;
  readonly out: string;
  readonly err: string;
}

/** A server as a person starts it, in a process of its own. */
export interface ServerProgram {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
  /** @returns all it has said so far, as soon as it says this */
  says(text: string): Promise<string>;
}

/** The settings of one start, as environment variables. */
export type Settings = Readonly<Record<string, string>>;

const packageDirectory = fileURLToPath(new URL("../..", import.meta.url));

/**
 * Builds the server for the tests of one file, and kills whatever is left running after each.
 *
 * @returns `start`, and `refusedWith`: the one line that a start ended with that could not be
 */
export function serverProgram() {
  const directory = join(packageDirectory, "node_modules", ".cache", `main-${process.pid}`);
  const running: ChildProcess[] = [];
  beforeAll(() => build({ root: packageDirectory, logLevel: "error", build: { outDir: directory } }));
  afterEach(() => {
    for (const child of running.splice(0)) child.kill("SIGKILL");
  });
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  const start = (settings: Settings): ServerProgram => {
    const child = spawn(process.execPath, [join(directory, "main.js")], {
      cwd: packageDirectory,
      env: { PATH: process.env["PATH"], HOST: "127.0.0.1", ...settings },
      stdio: ["ignore", "pipe", "pipe"],
    });
    running.push(child);
    return heard(child);
  };
  const refusedWith = async (settings: Settings): Promise<string> => {
    const { exitCode, err } = await start(settings).ended;
    expect(exitCode).toBe(1);
    expect(err.trimEnd().split("\n"), err).toHaveLength(1);
    return err.trimEnd();
  };
  return { start, refusedWith };
}

/** @returns a port that nobody listens on just now */
export async function freePort(): Promise<string> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, "0.0.0.0", resolve));
  const { port } = probe.address() as { port: number };
  await new Promise((resolve) => probe.close(resolve));
  return String(port);
}

function heard(child: ChildProcess): ServerProgram {
  let [out, err] = ["", ""];
  child.stdout?.setEncoding("utf8").on("data", (text: string) => (out += text));
  child.stderr?.setEncoding("utf8").on("data", (text: string) => (err += text));
  const ended = new Promise<Ended>((resolve) => {
    child.once("close", (exitCode) => resolve({ exitCode, out, err }));
  });
  const says = async (text: string) => {
    while (!out.includes(text)) {
      if (child.exitCode !== null) throw new Error(`It ended: ${out}${err}`);
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
    return out;
  };
  return { child, ended, says };
}
