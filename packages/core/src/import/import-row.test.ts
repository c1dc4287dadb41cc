import { expect, test } from "vitest";
import { csvSplitter } from "./csv-splitter.ts";
import { readDateText } from "./date-text.ts";
import { forgetKeys, readImportRow } from "./import-row.ts";
import { importColumns } from "./import-column.ts";
import { readKeyText } from "./key-text.ts";
import { readStateWord } from "./state-words.ts";

const bytes = (text: string) => new TextEncoder().encode(text);
const columns = Object.fromEntries(importColumns.map((column, index) => [column, index]));

function read(line: string) {
  const splitter = csvSplitter(0x2c);
  const [row] = Array.from([...splitter.push(bytes(line)), ...splitter.end()].slice(0, 1));
  return row;
}
function rowOf(line: string) {
  for (const row of csvSplitter(0x2c).push(bytes(`${line}\n`))) return readImportRow(row, columns);
  throw new Error("no row");
}
const codesOf = (line: string) => rowOf(line).problems.map(({ code, column }) => `${column} ${code}`);

test("reads a row with everything in it", () => {
  const row = rowOf("0012,Blue,anna,01:02 0A-ff,b0 73 dc,aktiv,31.12.2030,Staff,piv-9b-aes256");
  expect(row).toEqual({
    number: 1,
    serialNumber: "0012",
    label: "Blue",
    holder: "anna",
    profileName: "Staff",
    cardTypeName: "piv-9b-aes256",
    state: "ACTIVE",
    validUntil: new Date("2030-12-31T23:59:59.999Z"),
    keyCheckValue: "B073DC",
    adminKey: Uint8Array.of(1, 2, 10, 255),
    problems: [],
  });
});

test("leaves empty what the file does not say", () => {
  expect(rowOf("0012")).toMatchObject({ label: "", holder: "", adminKey: null, state: null, problems: [] });
});

test.each([
  [",x", "SERIAL_NUMBER SERIAL_NUMBER_MISSING"],
  ["1.23E+15", "SERIAL_NUMBER CHANGED_BY_SPREADSHEET"],
  [`1,,,"1,0203E+46"`, "ADMIN_KEY CHANGED_BY_SPREADSHEET"],
  ["1,,,XYZ", "ADMIN_KEY KEY_NOT_HEX"],
  ["1,,,012", "ADMIN_KEY KEY_HALF_BYTE"],
  ["1,,,,B0", "KEY_CHECK_VALUE CHECK_VALUE_UNREADABLE"],
  ["1,,,,,broken", "STATE STATE_UNKNOWN"],
  ["1,,,,,,soon", "VALID_UNTIL DATE_UNREADABLE"],
  ["1,,,,,,03/04/2030", "VALID_UNTIL DATE_AMBIGUOUS"],
  ["010203040506070801020304050607080102030405060708", "SERIAL_NUMBER LOOKS_LIKE_KEY"],
  ["1,01020304050607080102030405060708", "LABEL LOOKS_LIKE_KEY"],
])("says what is wrong with %j", (line, problem) => {
  expect(codesOf(line)).toEqual([problem]);
});

test("keeps nothing of a key that stands in a wrong column", () => {
  const key = "0102030405060708A1A2A3A4A5A6A7A81112131415161718";
  expect(JSON.stringify(rowOf(`${key},${key},,,,${key}`))).not.toContain("A1A2A3");
});

test("takes off what a spreadsheet puts around a text", () => {
  expect(rowOf(`"=""0012""",'Blue,,'0102`)).toMatchObject({ serialNumber: "0012", label: "Blue" });
  expect(rowOf(`1,,,'0102`).adminKey).toEqual(Uint8Array.of(1, 2));
});

test("wipes the keys of rows that have served", () => {
  const row = rowOf("1,,,0102");
  forgetKeys([row]);
  expect(row.adminKey).toEqual(new Uint8Array(2));
});

test("names a row that a quotation mark swallowed, and takes nothing of it", () => {
  const row = readImportRow(read('"1,2,3')!, columns);
  expect(row.problems.map(({ code }) => code)).toEqual(["QUOTE_NOT_CLOSED"]);
});

test("reads keys with 0x, blanks of every kind and in quotation marks, and tells an empty cell", () => {
  expect(readKeyText(bytes("0x0aFF"))).toEqual({ type: "KeyRead", key: Uint8Array.of(10, 255) });
  expect(readKeyText(bytes("0A\u00A0FF"))).toEqual({ type: "KeyRead", key: Uint8Array.of(10, 255) });
  expect(readKeyText(bytes("  "))).toEqual({ type: "KeyAbsent" });
  expect(readKeyText(bytes("1,02E+46"))).toEqual({ type: "ChangedBySpreadsheet" });
});

test.each([
  ["2030-12-31", "2030-12-31"],
  ["20301231", "2030-12-31"],
  ["2030/02/28 00:00", "2030-02-28"],
  ["31/12/2030", "2030-12-31"],
  ["12/31/2030", "2030-12-31"],
  ["1.2.2030", "2030-02-01"],
  ["05/05/2030", "2030-05-05"],
])("reads the date %s", (text, day) => {
  expect(readDateText(text)).toEqual({ type: "DateRead", date: new Date(`${day}T23:59:59.999Z`) });
});

test.each(["2030-02-30", "31.13.2030", "1.1.30", "0001-01-01", "never"])("takes %s for no date", (text) => {
  expect(readDateText(text)).toEqual({ type: "DateUnreadable" });
});

test.each([
  ["Active", "ACTIVE"],
  ["gesperrt", "LOCKED"],
  ["Aktiv", "ACTIVE"],
  ["REGISTERED", "REGISTERED"],
  ["utgången", "EXPIRED"],
  ["whatever", null],
])("takes the word %s for the state %s", (word, state) => {
  expect(readStateWord(word)).toBe(state);
});
