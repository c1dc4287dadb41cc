import type { ImportColumn } from "./import-column.ts";

/** What keeps a row from being imported. */
export const importErrorCodes = [
  "ROW_TOO_LONG",
  "QUOTE_NOT_CLOSED",
  "SERIAL_NUMBER_MISSING",
  "SERIAL_NUMBER_UNREADABLE",
  "CHANGED_BY_SPREADSHEET",
  "LOOKS_LIKE_KEY",
  "DUPLICATE_IN_FILE",
  "LABEL_UNUSABLE",
  "HOLDER_UNKNOWN",
  "PROFILE_UNKNOWN",
  "CARD_OF_ANOTHER_PROFILE",
  "CARD_TYPE_UNKNOWN",
  "CARD_TYPE_OF_ANOTHER_KIND",
  "STATE_UNKNOWN",
  "DATE_UNREADABLE",
  "DATE_AMBIGUOUS",
  "KEY_MISSING",
  "KEY_NOT_HEX",
  "KEY_HALF_BYTE",
  "KEY_WRONG_LENGTH",
  "KEY_IS_DEFAULT",
  "KEY_IS_SINGLE_DES",
  "KEY_IS_TWO_KEY",
  "KEY_DERIVES_OTHERS",
  "KEY_NOT_AS_DERIVED",
  "KEY_UNAVAILABLE",
  "CHECK_VALUE_UNREADABLE",
  "CHECK_VALUE_DIFFERS",
] as const;

/** What is imported all the same, and worth a look. */
export const importWarningCodes = [
  "DEFAULT_KEY_TAKEN",
  "TWO_KEY_TAKEN",
  "KEY_ON_ANOTHER_CARD",
  "DETAILS_KEPT",
] as const;

/** The stable name of something that is wrong with a row, or worth a look. */
export type ImportProblemCode = (typeof importErrorCodes)[number] | (typeof importWarningCodes)[number];

/** Something about one row of an import. */
export interface ImportProblem {
  readonly code: ImportProblemCode;
  /** Null: the row as a whole. */
  readonly column: ImportColumn | null;
  /** What the sentence about it needs: a length, a row number, a KCV, a word from the file. Never anything of a key. */
  readonly fact: string;
}

/** Whether a problem leaves the row importable. */
export function isWarning({ code }: Pick<ImportProblem, "code">): boolean {
  return (importWarningCodes as readonly string[]).includes(code);
}
