/** How two series of times compare. */
export interface TimesCompared {
  readonly samples: number;
  readonly medianUs: readonly [number, number];
  /** How far apart the medians are, in parts of the first. */
  readonly apart: number;
  /** Two-sided, of the Mann–Whitney test: small where one series is slower than the other. */
  readonly p: number;
}

/** Takes times of two things in turns, so that whatever slows down the machine slows down both. */
export async function timesOf(
  [one, other]: readonly [() => Promise<unknown>, () => Promise<unknown>],
  samples: number,
): Promise<TimesCompared> {
  const series: [number[], number[]] = [[], []];
  for (let index = 0; index < samples * 2; index += 1) {
    const which = index % 4 === 0 || index % 4 === 3 ? 0 : 1;
    const start = process.hrtime.bigint();
    await (which === 0 ? one : other)();
    series[which].push(Number(process.hrtime.bigint() - start) / 1000);
  }
  const medianUs = [median(series[0]), median(series[1])] as const;
  const apart = Math.abs(medianUs[0] - medianUs[1]) / medianUs[0];
  return { samples, medianUs, apart, p: mannWhitney(series[0], series[1]) };
}

/** Whether nobody could tell the two apart: neither by the test nor by the medians, which may differ by less than 5 %. */
export function isSameInTime({ p, apart }: TimesCompared): boolean {
  return p > 0.01 || apart < 0.05;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

/** @see Mann and Whitney 1947; by the normal approximation, which is good from twenty samples on */
function mannWhitney(first: readonly number[], second: readonly number[]): number {
  const all = [
    ...first.map((value) => ({ value, isFirst: true })),
    ...second.map((value) => ({ value, isFirst: false })),
  ];
  all.sort((a, b) => a.value - b.value);
  const rankSum = all.reduce((sum, { isFirst }, index) => sum + (isFirst ? index + 1 : 0), 0);
  const [n, m] = [first.length, second.length];
  const u = rankSum - (n * (n + 1)) / 2;
  const z = Math.abs(u - (n * m) / 2) / Math.sqrt((n * m * (n + m + 1)) / 12);
  return 2 * (1 - normalBelow(z));
}

/** @see Abramowitz and Stegun 26.2.17 */
function normalBelow(z: number): number {
  const t = 1 / (1 + 0.2316419 * z);
  const series = [0.31938153, -0.356563782, 1.781477937, -1.821255978, 1.330274429];
  const sum = series.reduce((total, factor, index) => total + factor * t ** (index + 1), 0);
  return 1 - (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * sum;
}
