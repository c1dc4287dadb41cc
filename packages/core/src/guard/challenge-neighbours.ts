/** How far below and above a challenge its neighbours reach. */
const reach = 4;

/**
 * The challenges that a counting card would show shortly before and after another one: the same number, counted from
 * either end of its bytes, less and more by up to four. Of eight random bytes none is a neighbour by chance.
 *
 * @param challenge - bytes in the order the screen shows them; not changed
 * @returns bytes of the same length; the caller wipes them
 */
export function neighboursOf(challenge: Uint8Array): Uint8Array[] {
  const steps = Array.from({ length: reach }, (_, index) => index + 1);
  const fromTheEnd = steps.flatMap((step) => [moved(challenge, step), moved(challenge, -step)]);
  const backwards = challenge.toReversed();
  const fromTheStart = steps.flatMap((step) =>
    [moved(backwards, step), moved(backwards, -step)].map((neighbour) => neighbour.reverse()),
  );
  backwards.fill(0);
  return [...fromTheEnd, ...fromTheStart];
}

/** A number of big-endian bytes, moved; it begins anew beyond its end, as a counter of so many bytes does. */
function moved(bytes: Uint8Array, step: number): Uint8Array {
  const sum = bytes.slice();
  let carry = step;
  for (let index = sum.length - 1; index >= 0 && carry !== 0; index -= 1) {
    const total = (sum[index] ?? 0) + carry;
    sum[index] = total & 0xff;
    carry = total >> 8;
  }
  return sum;
}
