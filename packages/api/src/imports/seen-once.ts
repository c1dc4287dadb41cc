/**
 * Remembers in which row a text stood first, for a million texts in 24 MB: of each only 64 bits are kept, so that two
 * different texts count as one in about one of thirty million files of that size.
 */
export interface SeenOnce {
  /** @returns the row where the text stood first; `row` itself when it is new */
  firstRowOf(text: string, row: number): number;
}

/** Each part grows by itself, so that what is copied while one grows is small. */
const partCount = 64;

/** @returns an empty memory */
export function seenOnce(): SeenOnce {
  const parts = Array.from({ length: partCount }, () => new Part());
  return {
    firstRowOf(text, row) {
      const [high, low] = hashOf(text);
      return (parts[high % partCount] as Part).firstRowOf({ high, low, row });
    },
  };
}

interface Entry {
  readonly high: number;
  readonly low: number;
  readonly row: number;
}

/** A table of hashes, three numbers a place: both halves of the hash, and the row. A row of 0 marks a free place. */
class Part {
  private slots = new Uint32Array(64 * 3);
  private count = 0;

  firstRowOf({ high, low, row }: Entry): number {
    const at = placeOf(this.slots, high, low);
    const known = this.slots[at + 2] ?? 0;
    if (known !== 0) return known;
    this.slots.set([high, low, row], at);
    this.count += 1;
    if (this.count * 4 > this.slots.length) this.grow();
    return row;
  }

  private grow(): void {
    const old = this.slots;
    this.slots = new Uint32Array(Math.ceil(old.length / 6) * 9);
    for (let at = 0; at < old.length; at += 3) {
      if (old[at + 2] === 0) continue;
      this.slots.set(old.subarray(at, at + 3), placeOf(this.slots, old[at] ?? 0, old[at + 1] ?? 0));
    }
  }
}

/** Where a hash stands in a table, or where it is to be put. */
function placeOf(slots: Uint32Array, high: number, low: number): number {
  const places = slots.length / 3;
  let place = low % places;
  while (slots[place * 3 + 2] !== 0 && (slots[place * 3] !== high || slots[place * 3 + 1] !== low)) {
    place = (place + 1) % places;
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
