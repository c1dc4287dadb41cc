import { type ImportColumn, importColumns } from "@unlatch/core/import/import-column";
import { foldHeader, isHeading, matchColumns } from "@unlatch/core/import/match-columns";
import { headingTexts, hiddenCell } from "./heading-texts.ts";
import { type FileShape, type FileSource, ImportFileUnreadable, readRows } from "./import-file.ts";
import type { ImportFileUnusable } from "./import-refusals.ts";

/** A column of a file, as far as it may be shown: what stands in it is not. */
export interface InspectedColumn {
  readonly index: number;
  /** What stands above it; null in a file without a heading. */
  readonly heading: string | null;
  /** What it seems to hold, by its heading; null: nothing that can be imported. */
  readonly suggestion: ImportColumn | null;
  /** Whether the first row has in it what could be a key. */
  readonly looksLikeKey: boolean;
}

/** What comes of looking at the beginning of a file. */
export type InspectFileOutcome =
  | (FileShape & {
      readonly type: "FileInspected";
      readonly hasHeading: boolean;
      readonly columns: readonly InspectedColumn[];
    })
  | ImportFileUnusable;

/** Looks at the beginning of a file, so that somebody can say which column holds what. Nothing in a cell is told. */
export async function inspectFile(source: FileSource): Promise<InspectFileOutcome> {
  const looked: { shape: FileShape; cells: string[] }[] = [];
  try {
    await readRows(source, (row, { shape }) => {
      if (looked.length < 2) looked.push({ shape, cells: headingTexts(row) });
      return undefined;
    });
  } catch (fault) {
    if (fault instanceof ImportFileUnreadable) return { type: "ImportFileUnusable", trouble: fault.trouble };
    throw fault;
  }
  const [first, second] = looked;
  if (first === undefined) return { type: "ImportFileUnusable", trouble: "EMPTY" };
  const hasHeading = isHeading(first.cells);
  const data = hasHeading ? (second?.cells ?? []) : first.cells;
  const { encoding, delimiter } = first.shape;
  return {
    type: "FileInspected",
    encoding,
    delimiter,
    hasHeading,
    columns: columnsOf(first.cells, { hasHeading, data }),
  };
}

function columnsOf(
  first: readonly string[],
  { hasHeading, data }: { readonly hasHeading: boolean; readonly data: readonly string[] },
): InspectedColumn[] {
  const matched = hasHeading ? matchColumns(first) : {};
  return first.slice(0, 256).map((cell, index) => ({
    index,
    heading: hasHeading && foldHeader(cell) !== "" && cell !== hiddenCell ? cell.trim().slice(0, 80) : null,
    suggestion: importColumns.find((column) => matched[column] === index) ?? null,
    looksLikeKey: data[index] === hiddenCell,
  }));
}
