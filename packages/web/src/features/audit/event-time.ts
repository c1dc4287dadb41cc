const locale = "en-GB";

/** When it happened in the zone of this browser, to the second: "24 Nov 2026, 09:41:07". */
export function eventTime(instant: string): string {
  return new Intl.DateTimeFormat(locale, {
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
  }).format(new Date(instant));
}

/** The zone of this browser in words people know: "CET", "GMT+5:30". */
export function zoneName(now: Date = new Date()): string {
  const parts = new Intl.DateTimeFormat(locale, { timeZoneName: "short" }).formatToParts(now);
  return parts.find(({ type }) => type === "timeZoneName")?.value ?? "UTC";
}

/** The full instant, the same for everybody: "2026-11-24 08:41:07.201 UTC". */
export function utcTime(instant: string): string {
  return new Date(instant).toISOString().replace("T", " ").replace("Z", " UTC");
}
