import { performance } from "node:perf_hooks";
import { setTimeout as pause } from "node:timers/promises";
import { expect, test } from "vitest";
import { atTheNextBeat } from "./next-beat.ts";

/** @returns how long an answer took that was found after so many milliseconds */
async function tookWhenFoundAfter(ms: number, isFree: boolean): Promise<number> {
  const began = performance.now();
  await atTheNextBeat(pause(ms), () => isFree);
  return performance.now() - began;
}

test("refusals that took different work leave after the same time", async () => {
  const [soon, later, muchLater] = await Promise.all([2, 120, 270].map((ms) => tookWhenFoundAfter(ms, false)));
  for (const time of [soon, later]) {
    expect(time).toBeGreaterThanOrEqual(249);
    expect(time).toBeLessThan(320);
  }
  expect(muchLater).toBeGreaterThanOrEqual(499);
});

test("a success leaves at once", async () => {
  expect(await tookWhenFoundAfter(2, true)).toBeLessThan(100);
});

test("a fault is not held back, and stays a fault", async () => {
  await expect(atTheNextBeat(Promise.reject(new Error("away")), () => false)).rejects.toThrow("away");
});
