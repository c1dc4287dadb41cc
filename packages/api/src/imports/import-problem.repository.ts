import type { ImportColumn } from "@unlatch/core/import/import-column";
import type { ImportProblem, ImportProblemCode } from "@unlatch/core/import/import-problem";
import type { Random } from "../platform/random.ts";
import { insertRows } from "../platform/insert-rows.ts";
import { type Sql } from "../platform/sql.ts";

/** A problem of a row, as it is kept. */
export interface ImportProblemRecord extends ImportProblem {
  /** The row as a spreadsheet shows it. */
  readonly row: number;
  /** Which of the row's problems, from 0. */
  readonly position: number;
  /** As the file has it, in its kept form where it has one. */
  readonly serialNumber: string;
}

/** Where the problems of rows are kept. */
export function importProblemRepository(sql: Sql) {
  return {
    async add(runId: string, problems: readonly ImportProblemRecord[], random: Random): Promise<void> {
      const into = "import_problems (id, run_id, row_number, position, serial_number, code, column_name, fact)";
      const rows = problems.map(({ row, position, serialNumber, code, column, fact }) => [
        random.id(),
        runId,
        row,
        position,
        serialNumber.slice(0, 64),
        code,
        column,
        fact.slice(0, 200),
      ]);
      await insertRows(sql, { into }, rows);
    },
    /** @returns problems of a run after a place, in the order of the file */
    async after(
      runId: string,
      place: { readonly row: number; readonly position: number },
      limit: number,
    ): Promise<ImportProblemRecord[]> {
      const rows = await sql.rows<Row>(
        `SELECT row_number, position, serial_number, code, column_name, fact FROM import_problems
         WHERE run_id = ? AND (row_number > ? OR (row_number = ? AND position > ?))
         ORDER BY row_number, position LIMIT ?`,
        [runId, place.row, place.row, place.position, limit],
      );
      return rows.map((row) => ({
        row: Number(row.row_number),
        position: Number(row.position),
        serialNumber: row.serial_number,
        code: row.code,
        column: row.column_name,
        fact: row.fact,
      }));
    },
  };
}

interface Row {
  readonly row_number: number;
  readonly position: number;
  readonly serial_number: string;
  readonly code: ImportProblemCode;
  readonly column_name: ImportColumn | null;
  readonly fact: string;
}
