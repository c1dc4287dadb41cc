import type { Clock } from "../platform/clock.ts";

/** A clock that a test moves. */
export interface SettableClock {
  readonly now: Clock;
  /** Moves it on by so many milliseconds. */
  forward(ms: number): void;
  set(instant: Date): void;
}

/** @returns a clock that stands still until it is moved */
export function settableClock(start = new Date("2026-11-24T09:20:00.000Z")): SettableClock {
  let at = start;
  return {
    now: () => at,
    forward: (ms) => {
      at = new Date(at.getTime() + ms);
    },
    set: (instant) => {
      at = instant;
    },
  };
}
