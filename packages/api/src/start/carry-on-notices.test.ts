import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Logger } from "../platform/logger.ts";
import { carryOnNotices } from "./carry-on-notices.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const nothing = { delivered: 0, troubled: 0, givenUp: 0 };
const errors: unknown[] = [];
const logger = { error: (fault: unknown) => void errors.push(fault) } as unknown as Logger;
const noticesThat = (sendNotices: (isStopped?: () => boolean) => Promise<typeof nothing>, isOn = true) => {
  let swept = 0;
  const notices = { isOn, sendNotices, sweepNotices: async () => void (swept += 1) };
  return { application: { notices } as never, swept: () => swept };
};

test("without a mail server nothing is asked for", async () => {
  let asked = 0;
  const { application } = noticesThat(async () => ((asked += 1), nothing), false);
  const stop = carryOnNotices(application, logger);
  await vi.advanceTimersByTimeAsync(60_000);
  await stop();
  expect(asked).toBe(0);
});

test("sends at once and every five seconds, never twice at the same time, and sweeps every hour", async () => {
  let [asked, atOnce, mostAtOnce] = [0, 0, 0];
  const { application, swept } = noticesThat(async () => {
    asked += 1;
    atOnce += 1;
    mostAtOnce = Math.max(mostAtOnce, atOnce);
    await new Promise((resolve) => setTimeout(resolve, asked === 1 ? 12_000 : 1));
    atOnce -= 1;
    return nothing;
  });
  const stop = carryOnNotices(application, logger);
  await vi.advanceTimersByTimeAsync(20_001);
  expect([asked, mostAtOnce]).toEqual([3, 1]);
  await vi.advanceTimersByTimeAsync(3_600_000);
  expect(swept()).toBe(2);
  await stop();
});

test("a fault is logged, and the next round goes on", async () => {
  let asked = 0;
  const { application } = noticesThat(async () => {
    asked += 1;
    if (asked === 1) throw new Error("The database is gone.");
    return nothing;
  });
  const stop = carryOnNotices(application, logger);
  await vi.advanceTimersByTimeAsync(5001);
  expect([asked, errors.length]).toEqual([2, 1]);
  await stop();
});

test("stopping waits for the mail at hand and lets no other begin", async () => {
  let isTold = false;
  const { application } = noticesThat(async (isStopped = () => false) => {
    await new Promise((resolve) => setTimeout(resolve, 3000));
    isTold = isStopped();
    return nothing;
  });
  const stop = carryOnNotices(application, logger);
  const stopped = stop();
  await vi.advanceTimersByTimeAsync(3000);
  await stopped;
  expect(isTold).toBe(true);
});
