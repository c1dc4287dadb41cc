import type { PassThrough } from "node:stream";
import { csvLine } from "@unlatch/core/import/csv-line";
import { type ImportProblem, isWarning } from "@unlatch/core/import/import-problem";
import { problemSentence } from "@unlatch/core/import/problem-sentence";
import type { ImportProgress, ImportReport, RowVerdict } from "../imports/index.ts";

/** How many rows a preview tells one by one: with something wrong about them, and without. */
const mostRows = { withProblems: 10_000, without: 50 };
/** Progress is told about once in so many rows, so that lines nobody reads yet stay few. */
const progressEveryRows = 2000;

/**
 * Writes what comes of an import, a line of JSON each. It never waits for them to be read: whoever sends a file may not
 * read before it is sent.
 */
export function importLines(lines: PassThrough) {
  const line = (what: object) => void lines.write(`${JSON.stringify(what)}\n`);
  let toldAt = 0;
  let [withProblems, without] = [0, 0];
  const progress: ImportReport = ({ counts, bytes }: ImportProgress) => {
    if (counts.readRows < toldAt + progressEveryRows) return;
    toldAt = counts.readRows;
    line({ type: "ImportProgress", bytes, ...counts });
  };
  return {
    line,
    progress,
    rowsAndProgress: ((told) => {
      for (const verdict of told.verdicts) {
        const isPlain = verdict.problems.length === 0;
        const isTold = isPlain ? (without += 1) <= mostRows.without : (withProblems += 1) <= mostRows.withProblems;
        if (isTold) line(rowLine(verdict));
      }
      progress(told);
    }) satisfies ImportReport,
    end: (what: object) => void lines.end(`${JSON.stringify(what)}\n`),
  };
}

function rowLine({ row, serialNumber, outcome, problems }: RowVerdict): object {
  return { type: "ImportRow", row, serialNumber, outcome, problems: problems.map(toldProblem) };
}

const toldProblem = (problem: ImportProblem) => ({
  code: problem.code,
  column: problem.column,
  message: problemSentence(problem),
  isWarning: isWarning(problem),
});

/** What was wrong with the rows of a run as a file for spreadsheets. There is no column for keys. */
export async function* problemLines(
  problems: AsyncIterable<ImportProblem & { readonly row: number; readonly serialNumber: string }>,
): AsyncGenerator<string> {
  yield `\uFEFF${csvLine(["Row", "Serial number", "Column", "Imported", "Problem"])}`;
  for await (const problem of problems) {
    const { row, serialNumber, column } = problem;
    const imported = isWarning(problem) ? "yes" : "no";
    yield csvLine([String(row), serialNumber, column ?? "", imported, problemSentence(problem)]);
  }
}
