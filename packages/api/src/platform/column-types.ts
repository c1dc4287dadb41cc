import type { ColumnType } from "typeorm";

/** The databases Unlatch runs on: an embedded file, or a server that several replicas share. */
export type Dialect = "sqlite" | "postgres";

/** What each database calls the few kinds of columns Unlatch has. @see docs/adr for one migration set on two databases */
export interface ColumnTypes {
  /** A point in time with milliseconds and a zone. */
  readonly instant: { type: ColumnType; precision?: number };
  /** Raw bytes, such as a sealed admin key. */
  readonly bytes: { type: ColumnType };
  /** A growing number given by the database. */
  readonly sequence: { type: ColumnType };
  /** A text that compares byte by byte, so that an index can answer what begins with something. */
  readonly bytewise: { type: ColumnType; collation?: string };
}

const onSqlite: ColumnTypes = {
  instant: { type: "datetime" },
  bytes: { type: "blob" },
  sequence: { type: "integer" },
  bytewise: { type: "varchar" },
};

const onPostgres: ColumnTypes = {
  instant: { type: "timestamptz", precision: 3 },
  bytes: { type: "bytea" },
  sequence: { type: "bigint" },
  bytewise: { type: "varchar", collation: "C" },
};

/** @returns the column types of one database; entities and migrations are written once with them. */
export function columnTypesFor(dialect: Dialect): ColumnTypes {
  return dialect === "sqlite" ? onSqlite : onPostgres;
}

/** @returns the rule that a text column holds one of the given words, as both databases read it */
export function oneOf(column: string, words: readonly string[]): string {
  return `"${column}" IN (${words.map((word) => `'${word}'`).join(", ")})`;
}
