import { DataSource, type EntitySchema, type MigrationInterface } from "typeorm";
import type { Dialect } from "./column-types.ts";
import { groupCommit } from "./group-commit.ts";
import { migrations } from "./migrations/index.ts";
import { pooledTransactions } from "./pooled-transactions.ts";
import { type Sql, sqlOn } from "./sql.ts";
import type { Transactions } from "./transactions.ts";

/** Where the data lives: a file of our own, or a PostgreSQL server by its address. */
export type DatabaseLocation =
  | { readonly dialect: "sqlite"; readonly file: string }
  | { readonly dialect: "postgres"; readonly url: string };

/** An open database: statements for reading, transactions for writing. */
export interface Database {
  readonly dialect: Dialect;
  /** Reads what is committed. Never writes: on SQLite its connection cannot. */
  readonly reader: Sql;
  readonly transactions: Transactions;
  /** TypeORM's own view of it, for migrations and the drift check. */
  readonly dataSource: DataSource;
  close(): Promise<void>;
}

/** The database was written by a later version of Unlatch, which this one could damage. */
export class NewerDatabase extends Error {
  override readonly name = "NewerDatabase";
}

/**
 * Opens a database and brings it to this version's tables.
 *
 * @param entities - every table, for one dialect
 * @throws NewerDatabase when a migration this version does not know has been run on it
 */
export async function openDatabase(
  location: DatabaseLocation,
  entities: readonly EntitySchema<unknown>[],
): Promise<Database> {
  const dataSource = new DataSource(optionsFor(location, entities));
  await dataSource.initialize();
  try {
    await migrate(dataSource, location.dialect);
  } catch (fault) {
    await dataSource.destroy();
    throw fault;
  }
  return location.dialect === "sqlite" ? onSqlite(location, dataSource, entities) : onPostgres(dataSource);
}

async function onSqlite(
  location: DatabaseLocation & { dialect: "sqlite" },
  writer: DataSource,
  entities: readonly EntitySchema<unknown>[],
): Promise<Database> {
  const readerSource = new DataSource({ ...sqliteOptions(location.file, entities), readonly: true });
  await readerSource.initialize();
  const transactions = groupCommit(sqlOn(writer.createQueryRunner(), "sqlite"));
  return {
    dialect: "sqlite",
    reader: sqlOn(readerSource.createQueryRunner(), "sqlite"),
    transactions,
    dataSource: writer,
    async close() {
      await transactions.idle();
      await readerSource.destroy();
      await writer.destroy();
    },
  };
}

function onPostgres(dataSource: DataSource): Database {
  return {
    dialect: "postgres",
    reader: pooledReader(dataSource),
    transactions: pooledTransactions(dataSource),
    dataSource,
    close: () => dataSource.destroy(),
  };
}

/** Statements that each borrow a connection of the pool for as long as they run. */
function pooledReader(dataSource: DataSource): Sql {
  const borrow = async <T>(use: (sql: Sql) => Promise<T>) => {
    const runner = dataSource.createQueryRunner();
    try {
      return await use(sqlOn(runner, "postgres"));
    } finally {
      await runner.release();
    }
  };
  return {
    dialect: "postgres",
    forUpdate: " FOR UPDATE",
    rows: (text, parameters) => borrow((sql) => sql.rows(text, parameters)),
    row: (text, parameters) => borrow((sql) => sql.row(text, parameters)),
    run: (text, parameters) => borrow((sql) => sql.run(text, parameters)),
  };
}

function sqliteOptions(file: string, entities: readonly EntitySchema<unknown>[]) {
  return {
    type: "better-sqlite3" as const,
    database: file,
    entities: [...entities],
    migrations,
    migrationsTableName: "migrations",
    statementCacheSize: 400,
    prepareDatabase: (db: { pragma(text: string): unknown; readonly: boolean }) => {
      db.pragma("busy_timeout = 10000");
      if (!db.readonly) db.pragma("journal_mode = WAL");
      db.pragma("synchronous = FULL");
      db.pragma("foreign_keys = ON");
    },
  };
}

function optionsFor(location: DatabaseLocation, entities: readonly EntitySchema<unknown>[]) {
  if (location.dialect === "sqlite") return sqliteOptions(location.file, entities);
  return {
    type: "postgres" as const,
    url: location.url,
    entities: [...entities],
    migrations,
    migrationsTableName: "migrations",
    installExtensions: false,
    poolSize: 10,
    connectTimeoutMS: 5000,
    extra: { statement_timeout: 10_000, idle_in_transaction_session_timeout: 15_000 },
  };
}

async function migrate(dataSource: DataSource, dialect: Dialect): Promise<void> {
  const runner = dataSource.createQueryRunner();
  const lock = 0x0_1a_7c_4; // Two replicas that start at once migrate one after the other.
  try {
    if (dialect === "postgres") await runner.query("SELECT pg_advisory_lock($1)", [lock]);
    await refuseNewer(dataSource, runner.hasTable.bind(runner));
    await dataSource.runMigrations({ transaction: "each" });
  } finally {
    if (dialect === "postgres") {
      await runner.query("SELECT pg_advisory_unlock($1)", [lock]);
      await runner.release();
    }
  }
}

async function refuseNewer(dataSource: DataSource, hasTable: (name: string) => Promise<boolean>): Promise<void> {
  if (!(await hasTable("migrations"))) return;
  const rows: { name: string }[] = await dataSource.query(`SELECT "name" FROM "migrations"`);
  const known = new Set(migrations.map((migration: new () => MigrationInterface) => new migration().name));
  const unknown = rows.find((row) => !known.has(row.name));
  if (unknown) throw new NewerDatabase(`This database has the step ${unknown.name}, which this version does not know.`);
}
