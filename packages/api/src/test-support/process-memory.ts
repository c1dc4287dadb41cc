import { closeSync, openSync, readFileSync, readSync } from "node:fs";

/**
 * Counts how often byte strings stand anywhere in the writable memory of another process of ours. Linux only.
 *
 * @returns one count for each pattern
 */
export function countInMemory(processId: number, patterns: readonly Uint8Array[]): number[] {
  const counts = patterns.map(() => 0);
  const memory = openSync(`/proc/${processId}/mem`, "r");
  const overlap = Math.max(...patterns.map(({ length }) => length)) - 1;
  const window = Buffer.alloc(8 * 1024 * 1024 + overlap);
  try {
    for (const [from, to] of writableRegions(processId)) {
      for (let at = from; at < to; at += window.length - overlap) {
        const wanted = Math.min(window.length, to - at);
        const read = readQuietly(memory, window.subarray(0, wanted), at);
        const isLast = at + wanted >= to;
        for (const [index, pattern] of patterns.entries()) {
          const end = isLast ? read : Math.max(0, read - (overlap - (pattern.length - 1)));
          counts[index] = (counts[index] ?? 0) + occurrences(window.subarray(0, end), pattern);
        }
      }
    }
  } finally {
    closeSync(memory);
    window.fill(0);
  }
  return counts;
}

function occurrences(window: Buffer, pattern: Uint8Array): number {
  let count = 0;
  for (let at = window.indexOf(pattern); at !== -1; at = window.indexOf(pattern, at + 1)) count += 1;
  return count;
}

function writableRegions(processId: number): [number, number][] {
  return readFileSync(`/proc/${processId}/maps`, "utf8")
    .split("\n")
    .map((line) => /^([0-9a-f]+)-([0-9a-f]+) rw/.exec(line))
    .filter((found) => found !== null)
    .map(([, from = "", to = ""]) => [Number.parseInt(from, 16), Number.parseInt(to, 16)]);
}

/** A region that is gone, or may not be read, holds nothing for us. */
function readQuietly(memory: number, into: Buffer, at: number): number {
  try {
    return readSync(memory, into, 0, into.length, at);
  } catch {
    return 0;
  }
}
