import { expect, test } from "vitest";
import { seenOnce } from "./seen-once.ts";

test("the row where a text stood first is remembered through all growing, and a new text is new", () => {
  const seen = seenOnce();
  const rows = 50_000;
  for (let row = 1; row <= rows; row += 1) expect(seen.firstRowOf(`9000${row}`, row)).toBe(row);
  for (let row = 1; row <= rows; row += 7) expect(seen.firstRowOf(`9000${row}`, rows + 1)).toBe(row);
  expect(seen.firstRowOf("another", rows + 1)).toBe(rows + 1);
});

test("two hundred thousand texts take no more than 24 bytes each, with the table that was begun", () => {
  const before = process.memoryUsage().arrayBuffers;
  const seen = seenOnce();
  const rows = 200_000;
  for (let row = 1; row <= rows; row += 1) seen.firstRowOf(String(row), row);
  expect(seen.firstRowOf("1", rows)).toBe(1);
  const kept = process.memoryUsage().arrayBuffers - before;
  expect(kept).toBeLessThan(rows * 24 + 1_000_000);
});
