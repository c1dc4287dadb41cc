/** What comes of reading a date as it is written in a spreadsheet. */
export type DateText =
  | { readonly type: "DateRead"; readonly date: Date }
  | { readonly type: "DateUnreadable" }
  /** Day and month cannot be told apart. */
  | { readonly type: "DateAmbiguous" };

const yearFirst = /^(\d{4})([-/.]?)(\d{2})\2(\d{2})(?:[T ].*)?$/;
const yearLast = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(?: .*)?$/;

/**
 * Reads the last day on which something is valid: `2030-12-31`, `20301231`, `31.12.2030`, `31/12/2030`. With points the
 * day comes first; with slashes and dashes it depends on the country, so both parts must not be able to be the month.
 *
 * @returns the end of that day, UTC
 */
export function readDateText(text: string): DateText {
  const first = yearFirst.exec(text.trim());
  if (first) return dateOf(Number(first[1]), Number(first[3]), Number(first[4]));
  const last = yearLast.exec(text.trim());
  if (!last) return { type: "DateUnreadable" };
  const [a, separator, b, year] = [Number(last[1]), last[2], Number(last[3]), Number(last[4])];
  if (separator === "." || a > 12 || a === b) return dateOf(year, b, a);
  return b > 12 ? dateOf(year, a, b) : { type: "DateAmbiguous" };
}

function dateOf(year: number, month: number, day: number): DateText {
  const date = new Date(Date.UTC(year, month - 1, day, 23, 59, 59, 999));
  const isReal = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return isReal && year >= 1990 && year <= 2999 ? { type: "DateRead", date } : { type: "DateUnreadable" };
}
