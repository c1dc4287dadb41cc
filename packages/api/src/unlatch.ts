import "reflect-metadata";
import v8 from "node:v8";
import { CommandRefused } from "./cli/command.ts";
import { runCommandLine } from "./cli/run-command-line.ts";
import { knownLineOf } from "./start/known-line-of.ts";

/** The command line: adds what an installation begins with. Secrets come on standard input only. */
process.umask(0o077);
// A million rows leave much behind that lives for a moment: collected in small pieces it takes a third of the memory.
v8.setFlagsFromString("--semi-space-growth-factor=1");
const progress = (line: string) => void process.stdout.write(`\r\u001B[2K${line}${line.includes("100 %") ? "\n" : ""}`);
try {
  await runCommandLine({
    parts: process.argv.slice(2),
    environment: process.env,
    directory: process.cwd(),
    input: process.stdin,
    say: (line) => void process.stdout.write(`${line}\n`),
    ...(process.stdout.isTTY ? { progress } : {}),
  });
  process.exit(0);
} catch (fault) {
  const line = fault instanceof CommandRefused ? fault.message : knownLineOf(fault);
  process.stderr.write(`${line}\n`);
  process.exit(1);
}
