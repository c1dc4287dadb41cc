import type { ImportCounts } from "./import-counts.ts";
import type { RowVerdict } from "./row-verdict.ts";

/** How far an import or a preview is, told after each batch. */
export interface ImportProgress {
  readonly counts: ImportCounts;
  /** How much of the file was read. */
  readonly bytes: number;
  /** What was decided about the rows of this batch. */
  readonly verdicts: readonly RowVerdict[];
}

/** Hears how far an import is. */
export type ImportReport = (progress: ImportProgress) => void;
