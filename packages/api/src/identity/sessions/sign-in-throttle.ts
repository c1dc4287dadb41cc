import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { fold } from "../accounts/fold.ts";

/** How many tries are let through. */
export interface ThrottleLimits {
  readonly perAccountAndAddress: number;
  readonly perAddress: number;
  readonly windowSeconds: number;
}

/** Ten tries on one account and a hundred in all, from one address in five minutes. */
export const usualLimits: ThrottleLimits = { perAccountAndAddress: 10, perAddress: 100, windowSeconds: 300 };

/**
 * Slows down guessing, by where it comes from: an outsider can spend their own tries and nobody else's, so nobody is
 * locked out by a stranger. Counts before the password is looked at, so that a burst cannot slip through.
 */
export function makeSignInThrottle(limits: ThrottleLimits = usualLimits) {
  const limiter = (keyPrefix: string, points: number) =>
    new RateLimiterMemory({ keyPrefix, points, duration: limits.windowSeconds });
  const accounts = limiter("account", limits.perAccountAndAddress);
  const addresses = limiter("address", limits.perAddress);
  const accountKey = (username: string, address: string) => `${address} ${fold(username).slice(0, 64)}`;
  return {
    /** Counts one try. @returns the seconds to wait, or 0 when the try may go ahead */
    async count(username: string, address: string): Promise<number> {
      try {
        await addresses.consume(address);
        await accounts.consume(accountKey(username, address));
        return 0;
      } catch (refused) {
        if (refused instanceof RateLimiterRes) return Math.max(1, Math.ceil(refused.msBeforeNext / 1000));
        throw refused;
      }
    },
    /** Forgets the tries that led to the right password. */
    async forgive(username: string, address: string): Promise<void> {
      await accounts.delete(accountKey(username, address));
      await addresses.reward(address);
    },
  };
}

/** The throttle of signing in. */
export type SignInThrottle = ReturnType<typeof makeSignInThrottle>;
