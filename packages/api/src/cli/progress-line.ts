const width = 24;

/** How far something long has come. */
export interface Progress {
  readonly done: number;
  readonly all: number;
  /** Since it went on, in this run. */
  readonly seconds: number;
  /** How many of them in this run. */
  readonly doneNow: number;
}

/** @returns a bar with figures: `[######------] 50 %  500,000 of 1,000,000  12,345 a second` */
export function progressLine({ done, all, seconds, doneNow }: Progress): string {
  const share = all === 0 ? 1 : Math.min(1, done / all);
  const filled = Math.round(share * width);
  const figure = (number: number) => Math.round(number).toLocaleString("en-US");
  const rate = seconds > 0 ? `  ${figure(doneNow / seconds)} a second` : "";
  const bar = "#".repeat(filled) + "-".repeat(width - filled);
  return `[${bar}] ${String(Math.floor(share * 100)).padStart(3)} %  ${figure(done)} of ${figure(all)}${rate}`;
}
