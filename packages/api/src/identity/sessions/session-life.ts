import { finalUserStates, type UserState } from "@unlatch/core/lifecycle/user-states";

const minute = 60_000;
/** A session ends after this long without a request. */
export const idleMs = 15 * minute;
/** A session ends after this long, whatever is done with it. */
export const longestMs = 10 * 60 * minute;
/** The last request is noted this often at the most. */
export const notedEveryMs = minute;

/** @returns when a session ends if nothing more is asked */
export function endOf({ lastSeenAt, expiresAt }: { lastSeenAt: Date; expiresAt: Date }): Date {
  return new Date(Math.min(lastSeenAt.getTime() + idleMs, expiresAt.getTime()));
}

/**
 * Whether a person in this state may be signed in. Somebody inactive may, and then reads why nothing can be done; somebody
 * in a final state is gone.
 */
export function maySignIn(state: UserState): boolean {
  return !finalUserStates.some((final) => final === state);
}
