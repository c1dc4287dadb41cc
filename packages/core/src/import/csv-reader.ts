import { wipe } from "../bytes.ts";
import { type CsvRow, csvSplitter } from "./csv-splitter.ts";
import { sniffEncoding, type TextEncoding, utf8From } from "./text-encoding.ts";

/** What stands between the cells of a file. */
export const delimiters = [",", ";", "\t"] as const;

/** One of them. */
export type Delimiter = (typeof delimiters)[number];

/** Reads a file as spreadsheets save it, piece by piece. */
export interface CsvReader {
  readonly encoding: TextEncoding;
  readonly delimiter: Delimiter;
  /** @param piece - the next bytes of the file, the first ones included; wiped when its rows were read, or nobody reads on */
  push(piece: Uint8Array): Iterable<CsvRow>;
  end(): Iterable<CsvRow>;
  /** Overwrites what is left of a row where nobody reads on. */
  forget(): void;
}

/** How many of a file's first bytes are enough to tell how it is written. */
export const headBytes = 4096;

/**
 * @param head - the first bytes of the file, up to {@link headBytes}, or all there are
 * @returns a reader for that file. A first line `sep=;`, which some spreadsheets write, counts as an empty row.
 */
export function csvReader(head: Uint8Array): CsvReader {
  const { encoding, markLength } = sniffEncoding(head);
  const start = utf8From(encoding)(head.subarray(markLength));
  const stated = statedDelimiter(start);
  const delimiter = stated ?? sniffDelimiter(start);
  if (encoding !== "UTF-8") wipe(start);
  const splitter = csvSplitter(delimiter.charCodeAt(0));
  const inUtf8 = utf8From(encoding);
  let toSkip = markLength;
  const rows = function* (found: Iterable<CsvRow>): Generator<CsvRow> {
    for (const row of found) yield row.number === 1 && stated !== null ? { ...row, isBlank: true } : row;
  };
  return {
    encoding,
    delimiter,
    *push(piece) {
      const skipped = Math.min(toSkip, piece.length);
      toSkip -= skipped;
      const text = inUtf8(piece.subarray(skipped));
      try {
        yield* rows(splitter.push(text));
      } finally {
        wipe(text, piece);
      }
    },
    end: () => rows(splitter.end()),
    forget: splitter.forget,
  };
}

/** @returns the delimiter that stands most often in the first row, outside quotation marks; a comma where there is none */
export function sniffDelimiter(start: Uint8Array): Delimiter {
  const counts = new Map<number, number>(delimiters.map((one) => [one.charCodeAt(0), 0]));
  let isQuoted = false;
  let isBlank = true;
  for (const byte of start) {
    if (byte === 0x22) isQuoted = !isQuoted;
    else if ((byte === 0x0a || byte === 0x0d) && !isQuoted && !isBlank) break;
    else if (!isQuoted && counts.has(byte)) counts.set(byte, (counts.get(byte) ?? 0) + 1);
    if (byte !== 0x0a && byte !== 0x0d) isBlank = false;
  }
  const most = Math.max(...counts.values());
  return delimiters.find((one) => counts.get(one.charCodeAt(0)) === most) ?? ",";
}

function statedDelimiter(start: Uint8Array): Delimiter | null {
  const text = [...start.subarray(0, 6)].map((byte) => String.fromCharCode(byte)).join("");
  if (!/^sep=.[\r\n]/i.test(text)) return null;
  return delimiters.find((one) => one === text[4]) ?? null;
}
