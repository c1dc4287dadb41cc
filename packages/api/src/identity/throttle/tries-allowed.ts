import type { Tries } from "./sign-in-tries.repository.ts";

/** How many tries are let through, and how long the next ones wait. */
export interface Allowance {
  /** So many in a row do not wait. */
  readonly free: number;
  readonly windowSeconds: number;
  /** `DOUBLING`: each further try waits twice as long as the one before. `WINDOW`: so many in each window. */
  readonly kind: "DOUBLING" | "WINDOW";
}

const day = 24 * 60 * 60 * 1000;
const longestWaitMs = 60 * 60 * 1000;

/** @returns the tries with one more, which is let through: what comes after it may have to wait */
export function withOneMore(tries: Tries, { free, windowSeconds, kind }: Allowance, now: Date): Tries {
  const count = tries.count + 1;
  const at = (ms: number) => new Date(now.getTime() + ms);
  const windowMs = windowSeconds * 1000;
  if (kind === "WINDOW") {
    const forgottenAt = tries.count === 0 ? at(windowMs) : tries.forgottenAt;
    return { count, forgottenAt, opensAt: count < free ? now : forgottenAt };
  }
  const waitMs = count < free ? 0 : Math.min(windowMs * 2 ** (count - free), longestWaitMs);
  return { count, opensAt: at(waitMs), forgottenAt: at(waitMs + day) };
}
