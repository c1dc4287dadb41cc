import { describe, expect, test } from "vitest";
import { csvReader } from "./csv-reader.ts";
import { cellText } from "./text-encoding.ts";

const table = 'Serial;Inhaber;Schlüssel\r\n"00;1";Zoë 😀;AB\r\n';
const utf8 = (text: string) => new TextEncoder().encode(text);
const utf16 = (text: string, isLittle: boolean) => {
  const bytes = new Uint8Array(text.length * 2);
  const view = new DataView(bytes.buffer);
  for (let index = 0; index < text.length; index += 1) view.setUint16(index * 2, text.charCodeAt(index), isLittle);
  return bytes;
};

function read(file: Uint8Array, size = file.length) {
  const reader = csvReader(file.subarray(0, 40));
  const rows: string[][] = [];
  const take = (found: Iterable<{ isBlank: boolean; cellCount: number; cell(at: number): Uint8Array }>) => {
    for (const row of found) {
      if (!row.isBlank) rows.push(Array.from({ length: row.cellCount }, (_, at) => cellText(row.cell(at))));
    }
  };
  for (let at = 0; at < file.length; at += size) take(reader.push(file.slice(at, at + size)));
  take(reader.end());
  return { rows, encoding: reader.encoding, delimiter: reader.delimiter };
}

const expected = [
  ["Serial", "Inhaber", "Schlüssel"],
  ["00;1", "Zoë 😀", "AB"],
];

describe.each([
  ["UTF-8", utf8(table), "UTF-8"],
  ["UTF-8 with its mark", utf8(`\uFEFF${table}`), "UTF-8"],
  ["UTF-16 as Excel saves it", utf16(`\uFEFF${table}`, true), "UTF-16LE"],
  ["UTF-16 of the other order", utf16(`\uFEFF${table}`, false), "UTF-16BE"],
  ["UTF-16 without a mark", utf16(table, true), "UTF-16LE"],
])("a file in %s", (_, file, encoding) => {
  test.each([1, 3, 1000])("is read in pieces of %i bytes", (size) => {
    expect(read(file, size)).toEqual({ rows: expected, encoding, delimiter: ";" });
  });
});

test("reads the writing of Western Europe where a cell is not UTF-8", () => {
  const file = Uint8Array.from("Zoé;1\n", (char) => char.charCodeAt(0));
  expect(read(file).rows).toEqual([["Zoé", "1"]]);
});

test.each([
  ["serial,holder\n1,2", ","],
  ["serial;holder,name\n1;2", ","],
  ["serial;holder;key\n1,5;2", ";"],
  ["serial\tholder\n1\t2", "\t"],
  ['"a;b;c;d",holder\n', ","],
  ["one\n1\n", ","],
])("finds what stands between the cells of %j", (text, delimiter) => {
  expect(read(utf8(text)).delimiter).toBe(delimiter);
});

test("takes a first line sep=; at its word and not as a row", () => {
  const { rows, delimiter } = read(utf8("sep=;\r\na,1;b\r\n"));
  expect({ rows, delimiter }).toEqual({ rows: [["a,1", "b"]], delimiter: ";" });
});

test.each([
  ["UTF-8", utf8("serial,key\n1,0102030405060708\n2,0A0B")],
  ["UTF-16", utf16("\uFEFFserial,key\n1,0102030405060708\n2,0A0B", true)],
])("leaves nothing of a file in %s where nobody reads on", (_, file) => {
  const reader = csvReader(file);
  const seen: Uint8Array[] = [];
  for (const row of reader.push(file)) {
    seen.push(row.cell(1));
    if (row.number === 2) break;
  }
  expect(cellText(seen[1] ?? utf8(""))).toBe("0102030405060708");
  reader.forget();
  expect([...seen, file].every((bytes) => bytes.every((byte) => byte === 0))).toBe(true);
});
