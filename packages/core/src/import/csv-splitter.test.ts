import fc from "fast-check";
import { expect, test } from "vitest";
import { type CsvRow, csvSplitter } from "./csv-splitter.ts";

const bytes = (text: string) => new TextEncoder().encode(text);
const text = (cell: Uint8Array) => new TextDecoder().decode(cell);
const cellsOf = (row: CsvRow) => Array.from({ length: row.cellCount }, (_, index) => text(row.cell(index)));

function split(pieces: readonly Uint8Array[], delimiter = ","): string[][] {
  const splitter = csvSplitter(delimiter.charCodeAt(0));
  const rows = pieces.flatMap((piece) => Array.from(splitter.push(piece), cellsOf));
  return [...rows, ...Array.from(splitter.end(), cellsOf)];
}

test("splits rows by LF, CR or both, and cells by the delimiter", () => {
  expect(split([bytes("a;b\nc;d\r\ne;\r;f")], ";")).toEqual([
    ["a", "b"],
    ["c", "d"],
    ["e", ""],
    ["", "f"],
  ]);
});

test("takes a delimiter, a line break and a doubled quotation mark inside quotation marks as they are", () => {
  expect(split([bytes('"a,b","c\r\nd","say ""hi"""\nx"y,z')])).toEqual([
    ["a,b", "c\r\nd", 'say "hi"'],
    ['x"y', "z"],
  ]);
});

test("counts rows as a spreadsheet does, empty ones too", () => {
  const splitter = csvSplitter(0x2c);
  const found = Array.from(splitter.push(bytes("a\n\n\nb\n")), ({ number, isBlank }) => [number, isBlank]);
  expect(found).toEqual([
    [1, false],
    [2, true],
    [3, true],
    [4, false],
  ]);
  expect([...splitter.end()]).toEqual([]);
});

test("gives back any cells that were written as RFC 4180 says, however the file is cut", () => {
  const cell = fc.string({ unit: fc.constantFrom("a", "é", "€", '"', ",", "\n", "\r", " ", "😀") });
  const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(table, fc.integer({ min: 1, max: 9 }), (rows, size) => {
      const whole = bytes(
        rows.map((cells) => cells.map((one) => `"${one.replaceAll('"', '""')}"`).join(",")).join("\r\n"),
      );
      const pieces = Array.from({ length: Math.ceil(whole.length / size) }, (_, at) =>
        whole.subarray(at * size, at * size + size),
      );
      expect(split(pieces)).toEqual(rows);
    }),
  );
});

test("names a row whose quotation mark is never closed", () => {
  const splitter = csvSplitter(0x2c);
  const found = [...splitter.push(bytes('a\n"b,c\nd')), ...splitter.end()].map(({ number, trouble }) => [
    number,
    trouble,
  ]);
  expect(found).toEqual([
    [1, null],
    [2, "QUOTE_NOT_CLOSED"],
  ]);
});

test("names a row that is longer than any, and goes on after it", () => {
  const splitter = csvSplitter(0x2c);
  const found = Array.from(splitter.push(bytes(`${"x".repeat(70_000)}\nb\n`)), (row) => [row.trouble, row.cellCount]);
  expect(found).toEqual([
    ["TOO_LONG", 1],
    [null, 1],
  ]);
});

test("overwrites a row when the next one is asked for", () => {
  const rows = csvSplitter(0x2c).push(bytes("secret\nb\n"))[Symbol.iterator]();
  const cell = (rows.next().value as CsvRow).cell(0);
  expect(text(cell)).toBe("secret");
  rows.next();
  expect(text(cell)).not.toContain("ecret");
});
