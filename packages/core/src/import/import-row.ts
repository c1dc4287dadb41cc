import { wipe } from "../bytes.ts";
import type { CardState } from "../lifecycle/card-states.ts";
import type { CsvRow } from "./csv-splitter.ts";
import { readDateText } from "./date-text.ts";
import type { ColumnMapping, ImportColumn } from "./import-column.ts";
import type { ImportProblem, ImportProblemCode } from "./import-problem.ts";
import { type KeyText, readKeyText } from "./key-text.ts";
import { looksLikeKey, shownWord } from "./looks-like-key.ts";
import { readStateWord } from "./state-words.ts";
import { cellText } from "./text-encoding.ts";

/** A row as it is written, before anything is known of the cards there are. */
export interface ImportRow {
  /** As a spreadsheet shows it. */
  readonly number: number;
  readonly serialNumber: string;
  /** Empty where the file says nothing; the same with the other texts. */
  readonly label: string;
  readonly holder: string;
  readonly profileName: string;
  readonly cardTypeName: string;
  readonly state: CardState | null;
  readonly validUntil: Date | null;
  /** Upper-case digits. */
  readonly keyCheckValue: string;
  /** Whoever has the row wipes it with {@link forgetKeys}. */
  readonly adminKey: Uint8Array | null;
  /** What is wrong with the row by itself. */
  readonly problems: readonly ImportProblem[];
}

/** @returns a row of a file by what its columns hold. The cells themselves can be wiped after. */
export function readImportRow(row: CsvRow, columns: ColumnMapping): ImportRow {
  const problems: ImportProblem[] = [];
  const add = (code: ImportProblemCode, column: ImportColumn | null, fact = "") =>
    void problems.push({ code, column, fact });
  if (row.trouble !== null) add(row.trouble === "TOO_LONG" ? "ROW_TOO_LONG" : row.trouble, null);
  const bytes = (column: ImportColumn) => {
    const index = columns[column];
    return index === undefined || row.trouble !== null ? nothing : row.cell(index);
  };
  const text = (column: ImportColumn) => plain(cellText(bytes(column)));
  return {
    number: row.number,
    serialNumber: row.trouble === null ? serialNumberIn(text("SERIAL_NUMBER"), add) : "",
    label: labelIn(text("LABEL"), add),
    holder: text("HOLDER"),
    profileName: text("PROFILE"),
    cardTypeName: text("CARD_TYPE"),
    state: stateIn(text("STATE"), add),
    validUntil: dateIn(text("VALID_UNTIL"), add),
    keyCheckValue: checkValueIn(text("KEY_CHECK_VALUE"), add),
    adminKey: keyIn(readKeyText(bytes("ADMIN_KEY")), add),
    problems,
  };
}

/** Wipes the keys of rows that have served. */
export function forgetKeys(rows: readonly ImportRow[]): void {
  for (const { adminKey } of rows) if (adminKey !== null) wipe(adminKey);
}

type AddProblem = (code: ImportProblemCode, column: ImportColumn | null, fact?: string) => void;

const nothing = new Uint8Array(0);

/** Without what spreadsheets put around a text so that it stays one. */
const plain = (text: string) =>
  text
    .trim()
    .replace(/^="(.*)"$/, "$1")
    .replace(/^'/, "")
    .trim();

function serialNumberIn(text: string, add: AddProblem): string {
  if (text === "") add("SERIAL_NUMBER_MISSING", "SERIAL_NUMBER");
  if (isRounded(text)) add("CHANGED_BY_SPREADSHEET", "SERIAL_NUMBER");
  if (!looksLikeKey(text, 48)) return text;
  add("LOOKS_LIKE_KEY", "SERIAL_NUMBER");
  return "";
}

function labelIn(text: string, add: AddProblem): string {
  if (!looksLikeKey(text)) return text;
  add("LOOKS_LIKE_KEY", "LABEL");
  return "";
}

const isRounded = (text: string) => /^\d[.,]\d+E\+\d+$/i.test(text);

function stateIn(word: string, add: AddProblem): CardState | null {
  const state = word === "" ? null : readStateWord(word);
  if (word !== "" && state === null) add("STATE_UNKNOWN", "STATE", shownWord(word));
  return state;
}

function dateIn(text: string, add: AddProblem): Date | null {
  if (text === "") return null;
  const read = readDateText(text);
  if (read.type === "DateRead") return read.date;
  add(read.type === "DateAmbiguous" ? "DATE_AMBIGUOUS" : "DATE_UNREADABLE", "VALID_UNTIL");
  return null;
}

function checkValueIn(text: string, add: AddProblem): string {
  const digits = text.replaceAll(/[\s:-]+/g, "").toUpperCase();
  if (digits === "" || /^[0-9A-F]{4,16}$/.test(digits)) return digits;
  add("CHECK_VALUE_UNREADABLE", "KEY_CHECK_VALUE");
  return "";
}

function keyIn(read: KeyText, add: AddProblem): Uint8Array | null {
  switch (read.type) {
    case "KeyRead":
      return read.key;
    case "KeyAbsent":
      return null;
    case "NotHexadecimal":
      add("KEY_NOT_HEX", "ADMIN_KEY");
      return null;
    case "ChangedBySpreadsheet":
      add("CHANGED_BY_SPREADSHEET", "ADMIN_KEY");
      return null;
    case "HalfByte":
      add("KEY_HALF_BYTE", "ADMIN_KEY", String(read.digits));
      return null;
    default:
      return read satisfies never;
  }
}
