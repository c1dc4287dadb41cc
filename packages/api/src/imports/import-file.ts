import { wipe } from "@unlatch/core/bytes";
import { type CsvReader, csvReader, headBytes } from "@unlatch/core/import/csv-reader";
import type { CsvRow } from "@unlatch/core/import/csv-splitter";

/** Why a file is none that cards could be imported from. */
export type FileTrouble = "EMPTY" | "WORKBOOK" | "NOT_TEXT" | "NO_SERIAL_NUMBER";

/** A file cannot be read as a table of cards. */
export class ImportFileUnreadable extends Error {
  override readonly name = "ImportFileUnreadable";

  constructor(readonly trouble: FileTrouble) {
    super(`The file cannot be read: ${trouble}`);
  }
}

/** The bytes of a file as they come in. Each piece is wiped once it was read. */
export type FileSource = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

/** What is known of a file from its first bytes. */
export type FileShape = Pick<CsvReader, "encoding" | "delimiter">;

/**
 * Reads a file row by row, holding no more of it than one piece.
 *
 * @param visit - called for each row that is not empty; the row is readable until it returns. When it returns a promise,
 *   reading waits for it. `bytes` says how much of the file has come.
 * @throws ImportFileUnreadable when it is empty or no table
 */
export async function readRows(
  source: FileSource,
  visit: (row: CsvRow, at: { readonly shape: FileShape; readonly bytes: number }) => Promise<void> | undefined,
): Promise<void> {
  let reader: CsvReader | null = null;
  let bytes = 0;
  let hasRows = false;
  const take = async (shape: FileShape, rows: Iterable<CsvRow>) => {
    for (const row of rows) {
      if (row.isBlank) continue;
      hasRows = true;
      const waiting = visit(row, { shape, bytes });
      if (waiting !== undefined) await waiting;
    }
  };
  try {
    for await (const piece of withHead(source)) {
      bytes += piece.length;
      reader ??= readerOf(piece);
      await take(reader, reader.push(piece)).finally(() => wipe(piece));
    }
    if (reader !== null) await take(reader, reader.end());
  } finally {
    reader?.forget();
  }
  if (!hasRows) throw new ImportFileUnreadable("EMPTY");
}

/** The pieces of a file, the first of them long enough to tell how it is written. */
async function* withHead(source: FileSource): AsyncGenerator<Uint8Array> {
  let head: Uint8Array | null = new Uint8Array(0);
  try {
    for await (const piece of source) {
      if (head === null) yield piece;
      else {
        const longer: Uint8Array = new Uint8Array(head.length + piece.length);
        longer.set(head);
        longer.set(piece, head.length);
        wipe(head, piece);
        head = longer;
        if (head.length < headBytes) continue;
        yield head;
        head = null;
      }
    }
    if (head !== null && head.length > 0) yield head;
  } finally {
    if (head !== null) wipe(head);
  }
}

function readerOf(piece: Uint8Array): CsvReader {
  const head = piece.subarray(0, headBytes);
  const begins = (...bytes: number[]) => bytes.every((byte, index) => head[index] === byte);
  // A zip is what an Excel or LibreOffice workbook is; the other is Excel's of before 2007.
  if (begins(0x50, 0x4b, 0x03, 0x04) || begins(0xd0, 0xcf, 0x11, 0xe0)) throw new ImportFileUnreadable("WORKBOOK");
  const reader = csvReader(head);
  if (reader.encoding === "UTF-8" && head.includes(0)) throw new ImportFileUnreadable("NOT_TEXT");
  return reader;
}
