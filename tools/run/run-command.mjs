import { spawn } from "node:child_process";
import { join } from "node:path";
import { environmentOf, root, scriptsOf } from "./project.mjs";

const running = new Set();
const colours = process.stdout.isTTY ? { FORCE_COLOR: "1" } : { NO_COLOR: "1" };

/**
 * Runs one command to its end and keeps what it said.
 *
 * @param {{ command: string, folder?: string, env?: Record<string, string>, onOutput?: (text: string) => void }} request
 *   command: as a person would type it; folder: relative to the checkout
 * @returns {Promise<{ exitCode: number, output: string, seconds: number }>} exit code 127 where it could not be started
 */
export function runCommand({ command, folder = ".", env = {}, onOutput = () => {} }) {
  const startedAt = performance.now();
  const cwd = join(root, folder);
  const child = spawn(command, {
    cwd,
    shell: true,
    env: { ...environmentOf(cwd), ...colours, ...env },
    stdio: ["ignore", "pipe", "pipe"],
    detached: process.platform !== "win32",
  });
  running.add(child);
  return new Promise((resolve) => {
    let output = "";
    const keep = (chunk) => {
      output += chunk;
      onOutput(String(chunk));
    };
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    const end = (exitCode) => {
      running.delete(child);
      resolve({ exitCode, output, seconds: (performance.now() - startedAt) / 1000 });
    };
    child.on("error", (error) => {
      keep(`${error.message}\n`);
      end(127);
    });
    child.on("close", (exitCode) => end(exitCode ?? 1));
  });
}

/**
 * Runs a script of a package's `package.json` without paying for a package manager's start.
 *
 * @param {string} folder - relative to the checkout
 * @param {string} script - its name
 * @param {{ args?: string, env?: Record<string, string>, onOutput?: (text: string) => void }} [options]
 */
export function runScript(folder, script, { args = "", env = {}, onOutput } = {}) {
  const command = scriptsOf(folder)[script];
  if (command === undefined) {
    return Promise.resolve({ exitCode: 1, output: `${folder} has no script "${script}".\n`, seconds: 0 });
  }
  return runCommand({ command: `${command} ${args}`, folder, env, onOutput });
}

/** Ends every command that still runs, with all it started: what Ctrl-C on a check or a test leaves behind is nothing. */
export function endRunningCommands() {
  for (const child of running) {
    try {
      if (process.platform === "win32") child.kill();
      else process.kill(-child.pid, "SIGTERM");
    } catch {
      running.delete(child);
    }
  }
}

for (const [signal, exitCode] of [
  ["SIGINT", 130],
  ["SIGTERM", 143],
]) {
  process.once(signal, () => {
    if (running.size === 0) return;
    endRunningCommands();
    process.exit(exitCode);
  });
}
