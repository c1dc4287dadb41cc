import type { CsvRow } from "@unlatch/core/import/csv-splitter";
import type { ColumnMapping } from "@unlatch/core/import/import-column";
import { forgetKeys, type ImportRow, readImportRow } from "@unlatch/core/import/import-row";
import { isHeading, matchColumns } from "@unlatch/core/import/match-columns";
import { headingTexts } from "./heading-texts.ts";
import { readSerialNumber } from "../cards/index.ts";
import { type FileSource, ImportFileUnreadable, readRows } from "./import-file.ts";
import type { ImportSettings } from "./import-settings.ts";
import { seenOnce } from "./seen-once.ts";

/** A row of a file, and where in the file its card stood before. */
export interface FileRow extends ImportRow {
  /** As serial numbers are kept; null: it is none. */
  readonly keptSerialNumber: string | null;
  /** The earlier row with the same serial number; null: this is the first. */
  readonly sameAsRow: number | null;
}

/** Rows that are written in one transaction. */
export interface FileBatch {
  readonly rows: readonly FileRow[];
  /** How much of the file has come so far. */
  readonly bytes: number;
}

/** How many rows are written in one transaction. A resumed run counts on it: rows fall into the same batches again. */
export const rowsPerBatch = 500;

/**
 * Reads a file in batches. The keys of a batch are wiped when `visit` is done with it.
 *
 * @throws ImportFileUnreadable when the file is no table of cards
 */
export async function readBatches(
  source: FileSource,
  settings: ImportSettings,
  visit: (batch: FileBatch) => Promise<void>,
): Promise<void> {
  const seen = seenOnce();
  let columns: ColumnMapping | null = null;
  let rows: FileRow[] = [];
  let latest = 0;
  const send = async () => {
    const batch = { rows, bytes: latest };
    rows = [];
    await visit(batch).finally(() => forgetKeys(batch.rows));
  };
  const take = (row: CsvRow) => {
    if (columns === null) {
      const first = columnsBy(row, settings);
      columns = first.columns;
      if (first.isHeading) return undefined;
    }
    rows.push(asFileRow(readImportRow(row, columns), seen));
    return rows.length === rowsPerBatch ? send() : undefined;
  };
  try {
    await readRows(source, (row, { bytes }) => {
      latest = bytes;
      return take(row);
    });
    if (rows.length > 0) await send();
  } finally {
    forgetKeys(rows);
  }
}

function columnsBy(
  first: CsvRow,
  { columns, hasHeading }: ImportSettings,
): { readonly columns: ColumnMapping; readonly isHeading: boolean } {
  const cells = headingTexts(first);
  const found = columns ?? matchColumns(cells);
  if (found.SERIAL_NUMBER === undefined) throw new ImportFileUnreadable("NO_SERIAL_NUMBER");
  return { columns: found, isHeading: hasHeading ?? isHeading(cells) };
}

function asFileRow(row: ImportRow, seen: ReturnType<typeof seenOnce>): FileRow {
  const keptSerialNumber = readSerialNumber(row.serialNumber);
  const first = keptSerialNumber === null ? row.number : seen.firstRowOf(keptSerialNumber, row.number);
  return { ...row, keptSerialNumber, sameAsRow: first === row.number ? null : first };
}
