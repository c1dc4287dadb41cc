/** What a column of a spreadsheet of cards can hold. */
export const importColumns = [
  "SERIAL_NUMBER",
  "LABEL",
  "HOLDER",
  "ADMIN_KEY",
  "KEY_CHECK_VALUE",
  "STATE",
  "VALID_UNTIL",
  "PROFILE",
  "CARD_TYPE",
] as const;

/** One of them. */
export type ImportColumn = (typeof importColumns)[number];

/** Where in a file each column stands, counted from 0; what is left out is not in the file. */
export type ColumnMapping = Readonly<Partial<Record<ImportColumn, number>>>;
