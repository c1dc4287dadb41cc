import type { Sql } from "./sql.ts";

/** Runs a piece of work so that all of it is kept or none of it, and answers only once it is durable. */
export interface Transactions {
  run<T>(work: (sql: Sql) => Promise<T>): Promise<T>;
}

/** A unit was used after it ended, or took so long that it was given up. A caller's bug. */
export class UnitClosed extends Error {
  override readonly name = "UnitClosed";
}

/** @returns statements that work until `close` is called, so that a unit that outlives its transaction writes nothing */
export function closable(sql: Sql): { sql: Sql; close(): void } {
  let isOpen = true;
  const guard = () => {
    if (!isOpen) throw new UnitClosed("This unit of work has ended.");
  };
  return {
    close: () => {
      isOpen = false;
    },
    sql: {
      dialect: sql.dialect,
      forUpdate: sql.forUpdate,
      rows: async (text, parameters) => (guard(), sql.rows(text, parameters)),
      row: async (text, parameters) => (guard(), sql.row(text, parameters)),
      run: async (text, parameters) => (guard(), sql.run(text, parameters)),
    },
  };
}
