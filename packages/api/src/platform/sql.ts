import type { QueryRunner } from "typeorm";
import { QueryFailedError } from "typeorm";
import type { Dialect } from "./column-types.ts";

/** A value that goes into a statement as a parameter. */
export type SqlValue = string | number | Date | Uint8Array | null;

/** Statements on one connection, the same text for both databases: `?` marks a parameter. */
export interface Sql {
  readonly dialect: Dialect;
  /** Ends a SELECT of rows that this unit is about to decide on: nobody else may change them until it commits. */
  readonly forUpdate: "" | " FOR UPDATE";
  /** @returns every row found */
  rows<Row>(text: string, parameters?: readonly SqlValue[]): Promise<Row[]>;
  /** @returns the first row found, or null */
  row<Row>(text: string, parameters?: readonly SqlValue[]): Promise<Row | null>;
  /** @returns how many rows were written */
  run(text: string, parameters?: readonly SqlValue[]): Promise<number>;
}

/**
 * A statement failed. Carries the database's own code and never the statement's parameters, which can be secrets.
 * `isTaken` says that a unique rule was the reason, `constraint` which one where the database tells.
 */
export class SqlFailed extends Error {
  override readonly name = "SqlFailed";

  constructor(
    readonly code: string,
    readonly isTaken: boolean,
    readonly constraint: string,
  ) {
    super(`A statement failed: ${code}${constraint ? ` (${constraint})` : ""}`);
  }
}

/** @returns statements on the connection of a query runner */
export function sqlOn(runner: QueryRunner, dialect: Dialect): Sql {
  const send = async (text: string, parameters: readonly SqlValue[]) => {
    try {
      return await runner.query(
        dialect === "postgres" ? numbered(text) : text,
        parameters.map((value) => bound(value, dialect)),
        true,
      );
    } catch (error) {
      throw withoutParameters(error);
    }
  };
  const rows = async <Row>(text: string, parameters: readonly SqlValue[] = []) =>
    ((await send(text, parameters)).records ?? []) as Row[];
  return {
    dialect,
    forUpdate: dialect === "postgres" ? " FOR UPDATE" : "",
    rows,
    row: async <Row>(text: string, parameters: readonly SqlValue[] = []) =>
      (await rows<Row>(text, parameters))[0] ?? null,
    run: async (text, parameters = []) => (await send(text, parameters)).affected ?? 0,
  };
}

/** @returns a column's value as a point in time; the databases hand it out as text or as a Date */
export function instantFrom(value: unknown): Date {
  return value instanceof Date ? value : new Date(String(value));
}

/** @returns the same for a column that can be empty */
export function instantOrNull(value: unknown): Date | null {
  return value === null || value === undefined ? null : instantFrom(value);
}

/** @returns `?, ?, ?`: as many parameter marks as asked for */
export function marks(count: number): string {
  return Array.from({ length: count }, () => "?").join(", ");
}

const numberedTexts = new Map<string, string>();

function numbered(text: string): string {
  let known = numberedTexts.get(text);
  if (known === undefined) {
    let count = 0;
    known = text.replaceAll("?", () => `$${(count += 1)}`);
    numberedTexts.set(text, known);
  }
  return known;
}

function bound(value: SqlValue, dialect: Dialect): unknown {
  // PostgreSQL keeps no NUL in a text and fails on one; whoever sends it is looking for what is not there.
  if (typeof value === "string" && dialect === "postgres") return value.replaceAll("\0", "\uFFFD");
  if (value instanceof Date) return dialect === "sqlite" ? value.toISOString() : value;
  if (value instanceof Uint8Array && !Buffer.isBuffer(value)) {
    return Buffer.from(value.buffer, value.byteOffset, value.byteLength);
  }
  return value;
}

function withoutParameters(error: unknown): unknown {
  if (!(error instanceof QueryFailedError)) return error;
  const cause = error.driverError as Error & { code?: string; constraint?: string };
  const code = cause.code ?? "UNKNOWN";
  const isTaken = code === "23505" || code === "SQLITE_CONSTRAINT_UNIQUE" || code === "SQLITE_CONSTRAINT_PRIMARYKEY";
  const column = /UNIQUE constraint failed: ([\w., ]+)/.exec(cause.message)?.[1] ?? "";
  return new SqlFailed(code, isTaken, cause.constraint ?? column);
}
