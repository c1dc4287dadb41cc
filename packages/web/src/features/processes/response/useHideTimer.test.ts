import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { useInComponent } from "../../../test-support/use-in-component.ts";
import { useHideTimer } from "./useHideTimer.ts";

const minutes = (count: number) => count * 60_000;
const start = () => {
  const hide = vi.fn();
  return { hide, ...useInComponent(() => useHideTimer(hide)) };
};

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test("warns after eight minutes and hides after ten", () => {
  const { hide, used } = start();
  vi.advanceTimersByTime(minutes(8) - 1000);
  expect(used.isWarningOpen.value).toBe(false);
  vi.advanceTimersByTime(1000);
  expect(used.isWarningOpen.value).toBe(true);
  expect(used.left.value).toBe("2:00");
  vi.advanceTimersByTime(minutes(2));
  expect(hide).toHaveBeenCalledOnce();
  expect(used.isWarningOpen.value).toBe(false);
});

test("keeps showing as often as it is asked to", () => {
  const { hide, used } = start();
  for (let again = 0; again < 12; again += 1) {
    vi.advanceTimersByTime(minutes(9));
    expect(used.isWarningOpen.value).toBe(true);
    used.restart();
    expect(used.left.value).toBe("10:00");
  }
  expect(hide).not.toHaveBeenCalled();
});

test("a phone that slept through the ten minutes hides the response when it wakes", () => {
  const { hide } = start();
  vi.setSystemTime(Date.now() + minutes(11));
  document.dispatchEvent(new Event("visibilitychange"));
  expect(hide).toHaveBeenCalledOnce();
});

test("stops when the page is left", () => {
  const { hide, wrapper } = start();
  wrapper.unmount();
  vi.advanceTimersByTime(minutes(20));
  expect(hide).not.toHaveBeenCalled();
});
