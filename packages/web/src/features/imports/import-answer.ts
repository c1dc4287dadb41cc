import type { ImportColumn } from "../../graphql/generated/graphql.ts";

/** A column of a file, as far as the server tells. */
export interface FileColumn {
  readonly index: number;
  readonly heading: string | null;
  readonly suggestion: ImportColumn | null;
  readonly looksLikeKey: boolean;
}

/** How many rows came to what. */
export interface RowCounts {
  readonly readRows: number;
  readonly newCards: number;
  readonly newKeys: number;
  readonly unchanged: number;
  readonly refused: number;
  readonly warned: number;
}

/** What is wrong with a row, in words. */
export interface RowProblem {
  readonly column: ImportColumn | null;
  readonly message: string;
  readonly isWarning: boolean;
}

/** What is going to become of a row. */
export interface PreviewRow {
  readonly type: "ImportRow";
  readonly row: number;
  readonly serialNumber: string;
  readonly outcome: "NEW_CARD" | "NEW_KEY" | "UNCHANGED" | "REFUSED";
  readonly problems: readonly RowProblem[];
}

/** What the server says first of a file. */
export interface InspectedFile {
  readonly type: "FileInspected";
  readonly encoding: string;
  readonly delimiter: string;
  readonly hasHeading: boolean;
  readonly columns: readonly FileColumn[];
}

/** A line of what the server answers to a file. */
export type ImportAnswer =
  | InspectedFile
  | PreviewRow
  | ({ readonly type: "ImportPreviewed" | "ImportFinished" | "ImportProgress" } & RowCounts)
  | { readonly type: "ImportStarted" }
  | { readonly type: string; readonly message: string };

/** @returns why the server did not take a file, in words; null: it did */
export function refusalIn(answers: readonly ImportAnswer[]): string | null {
  const last = answers.at(-1);
  return last !== undefined && "message" in last ? last.message : null;
}
