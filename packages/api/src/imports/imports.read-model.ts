import { isIdentifier } from "../platform/identifier.ts";
import { countOf, isTexts, type Page, pageOf, pageRequest } from "../platform/pagination.ts";
import { instantFrom, type Sql } from "../platform/sql.ts";
import { type ImportProblemRecord, importProblemRepository } from "./import-problem.repository.ts";
import {
  importRunColumns,
  importRunFrom,
  type ImportRunRecord,
  importRunRepository,
  type ImportRunRow,
} from "./import-run.repository.ts";

export type { ImportProblemRecord } from "./import-problem.repository.ts";
export type { ImportRunRecord } from "./import-run.repository.ts";

interface Paging {
  readonly first: number;
  readonly after?: string | null | undefined;
}

/** What can be asked about imports. */
export interface ImportsReadModel {
  byId(id: string): Promise<ImportRunRecord | null>;
  /** The latest first. */
  page(paging: Paging): Promise<Page<ImportRunRecord>>;
  problemsOf(runId: string, paging: Paging): Promise<Page<ImportProblemRecord>>;
  /** Every problem of a run in the order of the file, a few at a time. */
  allProblemsOf(runId: string): AsyncIterable<ImportProblemRecord>;
}

/** @returns the answers to what can be asked about imports */
export function importsReadModel(reader: Sql): ImportsReadModel {
  const problems = importProblemRepository(reader);
  return {
    byId: (id) => importRunRepository(reader).byId(id),
    async page(paging) {
      const asked = pageRequest(paging, isTexts(2));
      const [at, id] = asked.after ?? [null, null];
      const rows = await reader.rows<ImportRunRow>(
        `SELECT ${importRunColumns} FROM import_runs
         ${at === null ? "" : "WHERE started_at < ? OR (started_at = ? AND id < ?)"} ORDER BY started_at DESC, id DESC LIMIT ?`,
        [...(at === null ? [] : [instantFrom(at), instantFrom(at), id]), asked.first + 1],
      );
      return pageOf(rows.map(importRunFrom), asked, {
        keyOf: (run): [string, string] => [run.startedAt.toISOString(), run.id],
        count: () => countOf(reader, "FROM import_runs"),
      });
    },
    async problemsOf(runId, paging) {
      const asked = pageRequest(paging, isPlace);
      const [row, position] = asked.after ?? [0, -1];
      const found = isIdentifier(runId) ? await problems.after(runId, { row, position }, asked.first + 1) : [];
      return pageOf(found, asked, {
        keyOf: (problem): [number, number] => [problem.row, problem.position],
        count: () => countOf(reader, "FROM import_problems WHERE run_id = ?", [runId]),
      });
    },
    async *allProblemsOf(runId) {
      let place = { row: 0, position: -1 };
      for (;;) {
        const found = await problems.after(runId, place, 1000);
        yield* found;
        const last = found.at(-1);
        if (last === undefined || found.length < 1000) return;
        place = last;
      }
    },
  };
}

function isPlace(value: unknown): value is [number, number] {
  return Array.isArray(value) && value.length === 2 && value.every((item) => Number.isInteger(item));
}
