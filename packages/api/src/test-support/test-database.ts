import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { inject } from "vitest";
import { entitiesFor } from "../entities.ts";
import { type Database, type DatabaseLocation, openDatabase } from "../platform/data-source.ts";

/** A database for one test file: a real SQLite file, or a fresh copy of the template on the run's PostgreSQL. */
export interface TestDatabase {
  readonly database: Database;
  readonly location: DatabaseLocation;
  /** Closes and removes it. */
  remove(): Promise<void>;
}

/** @returns a new, migrated, empty database of the kind this run is about */
export async function testDatabase(): Promise<TestDatabase> {
  const server = inject("postgresServer");
  return server === null ? onSqlite() : onPostgres(server);
}

async function onSqlite(): Promise<TestDatabase> {
  const directory = await mkdtemp(join(tmpdir(), "unlatch-test-"));
  const location = { dialect: "sqlite", file: join(directory, "unlatch.sqlite") } as const;
  const database = await openDatabase(location, entitiesFor("sqlite"));
  return {
    database,
    location,
    async remove() {
      await database.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

async function onPostgres(server: string): Promise<TestDatabase> {
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  await asked(server, `CREATE DATABASE ${name} TEMPLATE template_unlatch`);
  const location = { dialect: "postgres", url: `${server}/${name}` } as const;
  const database = await openDatabase(location, entitiesFor("postgres"));
  return {
    database,
    location,
    async remove() {
      await database.close();
      await asked(server, `DROP DATABASE ${name} WITH (FORCE)`);
    },
  };
}

async function asked(server: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: `${server}/postgres` });
  await client.connect();
  await client.query(statement).finally(() => client.end());
}
