import type { CsvRow } from "@unlatch/core/import/csv-splitter";
import { cellText } from "@unlatch/core/import/text-encoding";

const digitsOfKeys = /^[0-9A-Fa-f \t:'"=-]$/;
const isOfKey = (byte: number) => digitsOfKeys.test(String.fromCharCode(byte));

/** What stands in the place of a cell that could be a key: of such a cell no text is made. */
export const hiddenCell = "0000000000000000";

/** @returns the cells of what may be a heading, or the first row of data in a file without one */
export function headingTexts(row: CsvRow): string[] {
  return Array.from({ length: row.cellCount }, (_, index) => {
    const cell = row.cell(index);
    return cell.length >= 16 && cell.every(isOfKey) ? hiddenCell : cellText(cell);
  });
}
