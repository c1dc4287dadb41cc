/**
 * Remembers in which row a text stood first, for a million texts in 24 MB: of each only 64 bits are kept, so that two
 * different texts count as one once in ten million million files of that size.
 */
export interface SeenOnce {
  /** @returns the row where the text stood first; `row` itself when it is new */
  firstRowOf(text: string, row: number): number;
}

/** @returns an empty memory */
export function seenOnce(): SeenOnce {
  let places = 1 << 12;
  let slots = new Uint32Array(places * 3);
  let count = 0;

  const slotOf = (table: Uint32Array, high: number, low: number): number => {
    const mask = table.length / 3 - 1;
    let place = low & mask;
    while (table[place * 3 + 2] !== 0 && (table[place * 3] !== high || table[place * 3 + 1] !== low)) {
      place = (place + 1) & mask;
    }
    return place * 3;
  };
  const grow = () => {
    const old = slots;
    places *= 2;
    slots = new Uint32Array(places * 3);
    for (let at = 0; at < old.length; at += 3) {
      if (old[at + 2] !== 0) slots.set(old.subarray(at, at + 3), slotOf(slots, old[at] ?? 0, old[at + 1] ?? 0));
    }
  };
  return {
    firstRowOf(text, row) {
      const [high, low] = hashOf(text);
      const at = slotOf(slots, high, low);
      const known = slots[at + 2] ?? 0;
      if (known !== 0) return known;
      slots.set([high, low, row], at);
      count += 1;
      if (count * 4 > places * 3) grow();
      return row;
    },
  };
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
