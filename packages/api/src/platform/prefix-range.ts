/** The highest character there is: everything that begins with a prefix lies below the prefix followed by it. */
const highest = "\u{10FFFF}";

/**
 * The bounds between which every text that begins with a prefix lies, byte by byte: `column >= from AND column < below`.
 * An index on a column that compares bytewise answers it; `LIKE` does not on both databases.
 */
export function prefixRange(prefix: string): { readonly from: string; readonly below: string } {
  return { from: prefix, below: `${prefix}${highest}` };
}
