import { csvLine } from "@unlatch/core/import/csv-line";
import type { PreviewRow } from "./import-answer.ts";

/** Gives the problems of a preview as a file for spreadsheets, made in the browser. There is no key in it. */
export function saveProblems(rows: readonly PreviewRow[], headings: readonly string[]): void {
  const lines = rows.flatMap(({ row, serialNumber, problems }) =>
    problems.map(({ column, message, isWarning }) =>
      csvLine([String(row), serialNumber, column ?? "", isWarning ? "yes" : "no", message]),
    ),
  );
  const file = new Blob(["\uFEFF", csvLine(headings), ...lines], { type: "text/csv" });
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = "problems.csv";
  link.click();
  URL.revokeObjectURL(link.href);
}
