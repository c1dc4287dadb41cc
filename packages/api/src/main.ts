import "reflect-metadata";
import { fileURLToPath } from "node:url";
import { readConfig } from "./config.ts";
import { knownLineOf } from "./start/known-line-of.ts";
import { startServer, type StartedServer } from "./start/start-server.ts";

/** The server: starts, says how to sign in, and ends cleanly on Ctrl-C. */
const drainWithinMs = 10_000;
const webDirectory = fileURLToPath(new URL("../../web/dist", import.meta.url));
const say = (line: string) => void process.stdout.write(`${line}\n`);

// Nobody but whoever runs the server reads its files.
process.umask(0o077);
// A debugger that anybody with the process's id can open would show every secret in memory.
process.on("SIGUSR1", () => undefined);

try {
  const config = readConfig(process.env, process.cwd());
  delete process.env["DATABASE_URL"];
  stopOnSignals(await startServer(config, { say, webDirectory }));
} catch (fault) {
  process.stderr.write(`${knownLineOf(fault)}\n`);
  process.exit(1);
}

function stopOnSignals(server: StartedServer): void {
  let isStopping = false;
  const stop = async () => {
    if (isStopping) process.exit(130);
    isStopping = true;
    say("Stopping ...");
    setTimeout(() => process.exit(1), drainWithinMs).unref();
    await server.stop();
    say("Stopped.");
    process.exit(0);
  };
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => void stop());
}
