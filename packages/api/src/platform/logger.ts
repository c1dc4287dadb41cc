import { type DestinationStream, type Logger, pino } from "pino";

/** Where the server writes what went wrong or is worth knowing: one JSON line each, without secrets. */
export type { Logger } from "pino";

/** The levels a host can choose from, the quietest last. */
export const logLevels = ["debug", "info", "warn", "error", "silent"] as const;

const secretNames =
  /pass(word|phrase)|token|secret|challenge|response|cookie|authorization|admin_?key|variables|\bpins?\b/i;

/**
 * @param level - one of `logLevels`
 * @param destination - where lines go; standard error when left out, so that standard output stays for people
 * @returns a logger that hides every value whose name sounds like a secret, however deep it is
 */
export function makeLogger(level: string, destination: DestinationStream = process.stderr): Logger {
  return pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime, formatters: { log: (entry) => cleaned(entry, 0) } },
    destination,
  );
}

function cleaned(entry: object, depth: number): Record<string, unknown> {
  return Object.fromEntries(Object.entries(entry).map(([name, value]) => [name, shown(name, value, depth)]));
}

function shown(name: string, value: unknown, depth: number): unknown {
  if (secretNames.test(name)) return "[hidden]";
  if (value instanceof Error) return { type: value.name, message: value.message, stack: value.stack };
  if (value instanceof Date || typeof value !== "object" || value === null) return value;
  if (depth > 4 || ArrayBuffer.isView(value)) return "[left out]";
  return Array.isArray(value) ? value.map((item) => shown("", item, depth + 1)) : cleaned(value, depth + 1);
}
