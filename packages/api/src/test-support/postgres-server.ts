import { type ChildProcess, execFile, spawn } from "node:child_process";
import { chmod, chown, mkdir, mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { entitiesFor } from "../entities.ts";
import { openDatabase } from "../platform/data-source.ts";
import { type PostgresBinaries, postgresBinaries } from "./postgres-binaries.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Address of the server without a database name, or null when the suite runs on SQLite. */
    postgresServer: string | null;
  }
}

/** Starts a real PostgreSQL once for the whole run when `UNLATCH_TEST_DATABASE=postgres`, with one migrated template. */
export default async function postgresServer(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  if (process.env["UNLATCH_TEST_DATABASE"] !== "postgres") {
    project.provide("postgresServer", null);
    return undefined;
  }
  const { address, stop } = await startPostgres();
  await asked(address, "CREATE DATABASE template_unlatch");
  const location = { dialect: "postgres", url: `${address}/template_unlatch` } as const;
  await (await openDatabase(location, entitiesFor("postgres"))).close();
  project.provide("postgresServer", address);
  return stop;
}

/** Starts a PostgreSQL of its own on a free port, in a directory that goes away with it. */
export async function startPostgres(): Promise<{ address: string; stop(): Promise<void> }> {
  const directory = await mkdtemp(join(tmpdir(), "unlatch-postgres-"));
  await chmod(directory, 0o755);
  const binaries = await postgresBinaries(directory);
  const data = join(directory, "data");
  await mkdir(data, { mode: 0o700 });
  if (binaries.runAs.uid !== undefined) await chown(data, binaries.runAs.uid, binaries.runAs.gid ?? 0);
  const initdbArguments = ["-D", data, "-U", "unlatch", "--auth=trust", "--encoding=UTF8", "--no-instructions"];
  await promisify(execFile)(binaries.initdb, initdbArguments, { ...binaries.runAs, cwd: directory });
  const port = await freePort();
  const server = serve(binaries, { directory, data, port });
  const address = `postgres://unlatch@127.0.0.1:${port}`;
  await answering(address, server);
  return {
    address,
    async stop() {
      const ended = new Promise((resolve) => server.once("exit", resolve));
      server.kill("SIGINT");
      await ended;
      await rm(directory, { recursive: true, force: true });
    },
  };
}

function serve(binaries: PostgresBinaries, at: { directory: string; data: string; port: number }): ChildProcess {
  const options = { listen_addresses: "127.0.0.1", port: at.port, unix_socket_directories: "", max_connections: 200 };
  const flags = Object.entries(options).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  return spawn(binaries.postgres, ["-D", at.data, ...flags], {
    ...binaries.runAs,
    cwd: at.directory,
    stdio: "ignore",
  });
}

async function answering(address: string, server: ChildProcess): Promise<void> {
  for (const end = Date.now() + 20_000; Date.now() < end;) {
    if (server.exitCode !== null) break;
    if (
      await asked(address, "SELECT 1").then(
        () => true,
        () => false,
      )
    )
      return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error("PostgreSQL did not start.");
}

async function asked(server: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: `${server}/postgres` });
  await client.connect();
  await client.query(statement).finally(() => client.end());
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}
