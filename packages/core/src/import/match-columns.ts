import { headerWords } from "./header-words.ts";
import { type ColumnMapping, type ImportColumn, importColumns } from "./import-column.ts";

/** @returns a heading as headings are compared: without accents, blanks and punctuation, in lower case */
export function foldHeader(heading: string): string {
  return heading
    .normalize("NFKD")
    .toLowerCase()
    .replaceAll("ß", "ss")
    .replaceAll("ø", "o")
    .replaceAll("æ", "ae")
    .replaceAll("ł", "l")
    .replaceAll(/[^\p{L}\p{N}]+/gu, "");
}

/**
 * Suggests what the columns of a file hold by what stands above them. A heading that is a known word wins over one that
 * merely contains it, and each column of the file is suggested once.
 *
 * @param headings - the cells of the first row
 */
export function matchColumns(headings: readonly string[]): ColumnMapping {
  const folded = headings.map(foldHeader);
  const matched: Partial<Record<ImportColumn, number>> = {};
  for (const fits of [isSame, contains]) {
    for (const column of importColumns.filter((one) => matched[one] === undefined)) {
      const taken = new Set(Object.values(matched));
      const find = (word: string) => folded.findIndex((heading, at) => !taken.has(at) && fits(heading, word));
      const index = headerWords[column].map(find).find((at) => at !== -1);
      if (index !== undefined) matched[column] = index;
    }
  }
  return matched;
}

const isSame = (heading: string, word: string) => heading === word;

/** Only words that are long enough to mean something inside another one. */
const contains = (heading: string, word: string) => word.length >= 5 && heading.includes(word);

const isWord = (column: ImportColumn, heading: string) => headerWords[column].includes(heading);

/**
 * Whether a first row is a heading at all: some cell is a known word, or none looks like anything else than words. A row
 * that begins with a serial number or holds a key is data.
 */
export function isHeading(cells: readonly string[]): boolean {
  if (cells.some((cell) => importColumns.some((column) => isWord(column, foldHeader(cell))))) return true;
  return cells.some((cell) => cell.trim() !== "") && cells.every((cell) => !/\d{4,}|^[0-9A-F\s]{12,}$/i.test(cell));
}
