import fc from "fast-check";
import { expect, test } from "vitest";
import { areQuotasUsable, cardQuotas, quotaUsedUp, usualCardQuotas, windowMs } from "./quotas.ts";

const now = new Date("2026-11-24T09:00:00Z");
const hoursAgo = (hours: number) => new Date(now.getTime() - hours * 3_600_000);
const released = (hours: readonly number[], inLifetime = hours.length) => ({ inLifetime, at: hours.map(hoursAgo) });
const none = { perDay: null, perYear: null, perLifetime: null };

test("a card gets 5 a day, 20 a year and 1,000 in its life unless its profile says otherwise", () => {
  expect(cardQuotas(none)).toEqual({ perDay: 5, perYear: 20, perLifetime: 1000 });
  expect(cardQuotas({ ...none, perDay: 2 })).toEqual({ ...usualCardQuotas, perDay: 2 });
});

test("the fifth of a day is released, the sixth waits until the first is a day old", () => {
  expect(quotaUsedUp(usualCardQuotas, released([20, 8, 6, 2]), now)).toBeNull();
  expect(quotaUsedUp(usualCardQuotas, released([20, 8, 6, 2, 1]), now)).toEqual({ availableAt: hoursAgo(20 - 24) });
  expect(quotaUsedUp(usualCardQuotas, released([24, 8, 6, 2, 1]), now)).toBeNull();
});

test("the window of a year counts what the window of a day has forgotten", () => {
  const spread = Array.from({ length: 20 }, (_, index) => 24 * (40 - index));
  expect(quotaUsedUp(usualCardQuotas, released(spread), now)).toEqual({ availableAt: hoursAgo(24 * (40 - 365)) });
});

test("waiting does not help once the quota of a lifetime is used up", () => {
  expect(quotaUsedUp(usualCardQuotas, released([], 1000), now)).toEqual({ availableAt: null });
  expect(quotaUsedUp({ ...usualCardQuotas, perDay: 0 }, released([]), now)).toEqual({ availableAt: null });
});

test("in any order of requests no window holds more than its quota", () => {
  const quotas = { perDay: 3, perYear: 7, perLifetime: 12 };
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 40 * 86_400_000 }), { maxLength: 120 }), (pauses) => {
      let time = now.getTime();
      const at: Date[] = [];
      for (const pause of pauses) {
        time += pause;
        if (quotaUsedUp(quotas, { inLifetime: at.length, at }, new Date(time)) === null) at.push(new Date(time));
      }
      const most = (length: number) =>
        Math.max(
          0,
          ...at.map((one) => at.filter((other) => other > new Date(one.getTime() - length) && other <= one).length),
        );
      expect(most(windowMs.perDay)).toBeLessThanOrEqual(quotas.perDay);
      expect(most(windowMs.perYear)).toBeLessThanOrEqual(quotas.perYear);
      expect(at.length).toBeLessThanOrEqual(quotas.perLifetime);
    }),
  );
});

test("the time told is the first at which one more is released", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 90 }), { minLength: 5, maxLength: 30 }), (hours) => {
      const given = released([...hours].sort((a, b) => b - a));
      const usedUp = quotaUsedUp(usualCardQuotas, given, now);
      fc.pre(usedUp !== null && usedUp.availableAt !== null);
      const { availableAt } = usedUp as { availableAt: Date };
      expect(quotaUsedUp(usualCardQuotas, given, availableAt)).toBeNull();
      expect(quotaUsedUp(usualCardQuotas, given, new Date(availableAt.getTime() - 1))).not.toBeNull();
    }),
  );
});

test("a day with more than its year, a life above 1,000 and a quota of nothing are no quotas", () => {
  expect(areQuotasUsable(none)).toBe(true);
  expect(areQuotasUsable({ perDay: 20, perYear: 20, perLifetime: 20 })).toBe(true);
  for (const chosen of [
    { ...none, perDay: 0 },
    { ...none, perDay: 21 },
    { ...none, perLifetime: 10 },
    { ...none, perLifetime: 1001 },
    { ...none, perDay: 1.5 },
  ]) {
    expect(areQuotasUsable(chosen)).toBe(false);
  }
});
