/**
 * One line of a file for spreadsheets. A cell that a spreadsheet would take for a formula gets an apostrophe before it,
 * so that nothing in it is ever run.
 *
 * @returns the line with its CRLF
 */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map(cellOf).join(",")}\r\n`;
}

function cellOf(text: string): string {
  const harmless = /^\s*[=+\-@\t\r\n＝＋－＠]/u.test(text) ? `'${text}` : text;
  return /[",;\r\n\t]|^\s|\s$/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
