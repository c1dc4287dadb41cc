/**
 * Remembers in which row a text stood first, for a million texts in 17 MB: of each only 64 bits are kept, so that two
 * different texts count as one in about one of thirty million files of that size.
 */
export interface SeenOnce {
  /** @returns the row where the text stood first; `row` itself when it is new */
  firstRowOf(text: string, row: number): number;
}

/** How many places the first table has, and how many each later one; a quarter of them stays free. */
const [fewPlaces, manyPlaces] = [1 << 12, 1 << 17];

/** @returns an empty memory. It grows by one table more and copies nothing, so that it leaves nothing to be collected. */
export function seenOnce(): SeenOnce {
  const tables = [new Uint32Array(fewPlaces * 3)];
  let free = fewPlaces * 0.75;
  return {
    firstRowOf(text, row) {
      const [high, low] = hashOf(text);
      let table: Uint32Array | undefined;
      let at = 0;
      for (table of tables) {
        at = placeOf(table, high, low);
        const known = table[at + 2] ?? 0;
        if (known !== 0) return known;
      }
      table?.set([high, low, row], at);
      free -= 1;
      if (free === 0) {
        tables.push(new Uint32Array(manyPlaces * 3));
        free = manyPlaces * 0.75;
      }
      return row;
    },
  };
}

/** Where a hash stands in a table of three numbers a place, both halves and the row, or where it is to be put. */
function placeOf(table: Uint32Array, high: number, low: number): number {
  const mask = table.length / 3 - 1;
  let place = low & mask;
  while (table[place * 3 + 2] !== 0 && (table[place * 3] !== high || table[place * 3 + 1] !== low)) {
    place = (place + 1) & mask;
  }
  return place * 3;
}

/** Two rounds of a multiplying hash with different seeds. */
function hashOf(text: string): [number, number] {
  let high = 0x9e3779b9;
  let low = 0x85ebca6b;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    high = Math.imul(high ^ code, 0x01000193);
    high ^= high >>> 15;
    low = Math.imul(low + code, 0xcc9e2d51);
    low = (low << 15) | (low >>> 17);
  }
  return [Math.imul(high ^ (high >>> 16), 0x7feb352d) >>> 0, Math.imul(low ^ (low >>> 13), 0xc2b2ae35) >>> 0];
}
