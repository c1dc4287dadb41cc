import { wipe } from "../bytes.ts";

/** A row of a file, readable until the next one is asked for: then its bytes are overwritten. */
export interface CsvRow {
  /** Its number as a spreadsheet shows it: the first row is 1, and empty rows count. */
  readonly number: number;
  readonly cellCount: number;
  /** Whether there is nothing in it. */
  readonly isBlank: boolean;
  /** What is wrong with the row as such: longer than a row may be, or a quotation mark that nothing closes. */
  readonly trouble: "TOO_LONG" | "QUOTE_NOT_CLOSED" | null;
  /** @returns the bytes of a cell without its quotation marks; empty where the row has no such cell */
  cell(index: number): Uint8Array;
}

/** Splits the bytes of a file into rows and cells. */
export interface CsvSplitter {
  /** @param piece - UTF-8; whoever made it wipes it */
  push(piece: Uint8Array): Iterable<CsvRow>;
  /** @returns the last row where nothing ends it */
  end(): Iterable<CsvRow>;
  /** Overwrites what is left of a row where nobody reads on. */
  forget(): void;
}

const quote = 0x22;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const mostRowBytes = 64 * 1024;
const mostCells = 256;

/** The row that is being read: one buffer for the whole file. */
class RowBuffer {
  private readonly bytes = new Uint8Array(mostRowBytes);
  private readonly ends = new Uint32Array(mostCells);
  private length = 0;
  private cells = 0;
  private isTooLong = false;
  private number = 0;

  put(byte: number): void {
    if (this.length < mostRowBytes) this.bytes[this.length++] = byte;
    else this.isTooLong = true;
  }

  endCell(): void {
    if (this.cells < mostCells) this.ends[this.cells++] = this.length;
    else this.isTooLong = true;
  }

  get isEmpty(): boolean {
    return this.length === 0 && this.cells === 0;
  }

  endRow(isUnclosed: boolean): CsvRow {
    this.endCell();
    this.number += 1;
    const trouble = isUnclosed ? "QUOTE_NOT_CLOSED" : this.isTooLong ? "TOO_LONG" : null;
    return {
      number: this.number,
      cellCount: this.cells,
      isBlank: this.length === 0 && trouble === null,
      trouble,
      cell: (index) =>
        index < this.cells
          ? this.bytes.subarray(index === 0 ? 0 : this.ends[index - 1], this.ends[index])
          : this.bytes.subarray(0, 0),
    };
  }

  clear(): void {
    wipe(this.bytes.subarray(0, this.length));
    this.length = 0;
    this.cells = 0;
    this.isTooLong = false;
  }
}

/**
 * @param delimiter - the byte between cells
 * @returns a splitter for one file: quotation marks as in RFC 4180, rows ended by CR, LF or both. It makes no text of
 *   anything, so that a key in a cell can be wiped.
 */
export function csvSplitter(delimiter: number): CsvSplitter {
  const row = new RowBuffer();
  let state: "START" | "PLAIN" | "QUOTED" | "AFTER_QUOTE" = "START";
  let wasReturn = false;

  /** @returns whether the byte ends the row */
  const take = (byte: number): boolean => {
    if (state === "QUOTED") {
      if (byte === quote) state = "AFTER_QUOTE";
      else row.put(byte);
      return false;
    }
    if (byte === lineFeed || byte === carriageReturn) return true;
    if (byte === delimiter) {
      row.endCell();
      state = "START";
    } else if (byte === quote && state !== "PLAIN") {
      if (state === "AFTER_QUOTE") row.put(byte);
      state = "QUOTED";
    } else {
      row.put(byte);
      state = "PLAIN";
    }
    return false;
  };
  return {
    *push(piece) {
      for (const byte of piece) {
        const isSecondHalf = wasReturn && byte === lineFeed;
        wasReturn = byte === carriageReturn && state !== "QUOTED";
        if (isSecondHalf || !take(byte)) continue;
        state = "START";
        yield row.endRow(false);
        row.clear();
      }
    },
    *end() {
      if (row.isEmpty && state !== "QUOTED") return;
      yield row.endRow(state === "QUOTED");
      row.clear();
    },
    forget: () => row.clear(),
  };
}
