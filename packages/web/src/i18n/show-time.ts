const locale = "en-GB";

/** "09:20". */
export function showTimeOfDay(instant: string | Date): string {
  return new Intl.DateTimeFormat(locale, { hour: "2-digit", minute: "2-digit" }).format(new Date(instant));
}

/** "24 Nov 2026, 09:44". */
export function showDateAndTime(instant: string | Date): string {
  return new Intl.DateTimeFormat(locale, {
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).format(new Date(instant));
}

/** "30 Jun 2028". */
export function showDate(instant: string | Date): string {
  return new Intl.DateTimeFormat(locale, { day: "numeric", month: "short", year: "numeric" }).format(new Date(instant));
}

const steps: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ["second", 60],
  ["minute", 60],
  ["hour", 24],
  ["day", 30],
  ["month", 12],
  ["year", Infinity],
];

/** "2 minutes ago", "in 90 seconds", from the first instant seen at the second. */
export function showDistance(instant: string | Date, now: Date = new Date()): string {
  let amount = (new Date(instant).getTime() - now.getTime()) / 1000;
  for (const [unit, size] of steps) {
    if (Math.abs(amount) < size) return new Intl.RelativeTimeFormat(locale).format(Math.round(amount), unit);
    amount /= size;
  }
  return showDateAndTime(instant);
}
