/** What is going to become, or has become, of a row. */
export type RowOutcome = "NEW_CARD" | "NEW_KEY" | "UNCHANGED" | "REFUSED";

/** What came of the rows so far. */
export interface ImportCounts {
  /** Rows that are not empty, the heading not among them. */
  readonly readRows: number;
  readonly newCards: number;
  readonly newKeys: number;
  readonly unchanged: number;
  readonly refused: number;
  /** Rows that were taken with a remark. */
  readonly warned: number;
}

/** Before the first row. */
export const noCounts: ImportCounts = { readRows: 0, newCards: 0, newKeys: 0, unchanged: 0, refused: 0, warned: 0 };

/** @returns the counts with more rows */
export function countsWith(
  counts: ImportCounts,
  rows: readonly { readonly outcome: RowOutcome; readonly problems: readonly unknown[] }[],
): ImportCounts {
  const count = (outcome: RowOutcome) => rows.filter((row) => row.outcome === outcome).length;
  return {
    readRows: counts.readRows + rows.length,
    newCards: counts.newCards + count("NEW_CARD"),
    newKeys: counts.newKeys + count("NEW_KEY"),
    unchanged: counts.unchanged + count("UNCHANGED"),
    refused: counts.refused + count("REFUSED"),
    warned: counts.warned + rows.filter((row) => row.outcome !== "REFUSED" && row.problems.length > 0).length,
  };
}
