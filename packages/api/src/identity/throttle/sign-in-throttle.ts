import type { Clock } from "../../platform/clock.ts";
import type { SecretSeal } from "../../platform/secret-seal.ts";
import type { Sql } from "../../platform/sql.ts";
import type { UnitOfWork } from "../../platform/unit-of-work.ts";
import { fold } from "../accounts/fold.ts";
import { hashOfToken } from "../sessions/session-token.ts";
import { knownDeviceRepository } from "./known-device.repository.ts";
import { networkOf } from "./network-of.ts";
import { type RateLimitedOutcome, type RefusedTry, refuseTry, type Wait } from "./refuse-try.ts";
import { signInTriesRepository } from "./sign-in-tries.repository.ts";
import { type Allowance, withOneMore } from "./tries-allowed.ts";

/** How many tries are let through. */
export interface ThrottleLimits {
  readonly perAccountAndAddress: number;
  readonly perAddress: number;
  readonly windowSeconds: number;
  /** On one account from all addresses together; fifty when left out. */
  readonly perAccount?: number;
}

/** Ten tries on one account from one address, fifty from all, and a hundred from one address in five minutes. */
export const usualLimits: ThrottleLimits = { perAccountAndAddress: 10, perAddress: 100, windowSeconds: 300 };

/** What is tried on which account, from where. */
export interface Attempt {
  /** What is guessed at: each is counted for itself. */
  readonly what: "password" | "second factor" | "link" | "token";
  /** User name as typed; empty where what is guessed at is no account's, and only the address counts. */
  readonly account: string;
  readonly address: string;
  /** Of the browser's second cookie. */
  readonly deviceToken: string | null;
  /** Only whoever holds the secret can name the account, such as by a link: no address is counted, and no stranger. */
  readonly isHeld?: boolean;
}

const sweptEvery = 100;

/** A try that was counted. */
export interface CountedTry {
  /** 0 when it may go ahead. */
  readonly retryAfterSeconds: number;
  /** Refuses one that has to wait: of all that wait for the same, the first leaves an entry. Null when it may go ahead. */
  readonly refuse: ((refused: RefusedTry) => Promise<RateLimitedOutcome>) | null;
  /** Takes back the try, which was right. What strangers tried on the account goes on counting. */
  forgive(): Promise<void>;
}

interface Bucket {
  readonly name: string;
  /** Under which it is kept that the log tells of its wait. */
  readonly told: string;
  readonly allowance: Allowance;
}

/**
 * Slows down guessing, counted in the database, so that all replicas count together; and before anything is looked at, so
 * that no burst slips through. A browser in which the person signed in before has a count of its own: whatever strangers
 * try from elsewhere, it is not locked out.
 *
 * @see docs/adr on throttling
 */
export function makeSignInThrottle(
  { reader, unitOfWork, seal, clock }: { reader: Sql; unitOfWork: UnitOfWork; seal: SecretSeal; clock: Clock },
  limits: ThrottleLimits = usualLimits,
) {
  const bucketsOf = makeBuckets(seal, limits);
  let counted = 0;
  const sweep = () => unitOfWork.unaudited((sql) => signInTriesRepository(sql).removeForgotten(clock()));
  return {
    /** Counts one try, before anything is looked at. */
    async count(attempt: Attempt): Promise<CountedTry> {
      counted += 1;
      if (counted % sweptEvery === 0) await sweep();
      const now = clock();
      const buckets = await bucketsOf(reader, attempt, now);
      // Whoever has to wait anyway holds no row and no transaction: a flood of guesses keeps nobody else waiting.
      const wait =
        (await waitOf(reader, buckets, now)) ?? (await unitOfWork.unaudited((sql) => countIn(sql, buckets, now)));
      return {
        retryAfterSeconds: wait?.retryAfterSeconds ?? 0,
        refuse: wait && ((refused) => refuseTry(unitOfWork, refused, wait)),
        forgive: () => unitOfWork.unaudited((sql) => takeBackIn(sql, buckets)),
      };
    },
  };
}

/** The throttle of signing in. */
export type SignInThrottle = ReturnType<typeof makeSignInThrottle>;

/** @returns the longest wait that there is already, or null */
async function waitOf(sql: Sql, buckets: readonly Bucket[], now: Date): Promise<Wait | null> {
  const openings = await signInTriesRepository(sql).openings(
    buckets.flatMap(({ name, told }) => [name, told]),
    now,
  );
  const waits = buckets.flatMap(({ name, told }) => {
    const until = openings.get(name);
    if (until === undefined) return [];
    const isTold = (openings.get(told) ?? now) >= until;
    return [{ until, retryAfterSeconds: secondsUntil(until, now), told: isTold ? null : told }];
  });
  return waits.toSorted((a, b) => b.until.getTime() - a.until.getTime())[0] ?? null;
}

/** Counts the try, unless it has to wait. */
async function countIn(sql: Sql, buckets: readonly Bucket[], now: Date): Promise<Wait | null> {
  const tries = signInTriesRepository(sql);
  const found = [];
  for (const bucket of buckets) {
    const before = await tries.lock(bucket.name, now);
    if (before.opensAt > now)
      return { until: before.opensAt, retryAfterSeconds: secondsUntil(before.opensAt, now), told: bucket.told };
    found.push({ ...bucket, before });
  }
  for (const { name, allowance, before } of found) await tries.save(name, withOneMore(before, allowance, now));
  return null;
}

async function takeBackIn(sql: Sql, buckets: readonly Bucket[]): Promise<void> {
  const tries = signInTriesRepository(sql);
  for (const [index, { name, told, allowance }] of buckets.entries()) {
    // What others tried from the same address goes on counting, also where nothing else is counted.
    if (index < buckets.length - 1 || allowance.kind === "WINDOW") await tries.takeBack(name);
    else {
      await tries.remove(name);
      await tries.remove(told);
    }
  }
}

/** The counts that an attempt goes into, always in the same order, so that two replicas never wait for each other. */
function makeBuckets(
  seal: SecretSeal,
  { perAccountAndAddress, perAddress, perAccount = 50, windowSeconds }: ThrottleLimits,
) {
  const doubling = (free: number): Allowance => ({ free, windowSeconds, kind: "DOUBLING" });
  return async (sql: Sql, { what, account, address, deviceToken, isHeld }: Attempt, now: Date): Promise<Bucket[]> => {
    const bucket = (allowance: Allowance, ...parts: string[]): Bucket => {
      const name = seal.fingerprintOf(["try", what, ...parts].join("\0"));
      return { name, told: seal.fingerprintOf(["told", name].join("\0")), allowance };
    };
    const [who, where] = [fold(account).slice(0, 64), networkOf(address)];
    if (isHeld) return [bucket(doubling(perAccount), "held", who)];
    const isKnown = deviceToken !== null && (await knownDeviceRepository(sql).isKnown(deviceToken, account, now));
    if (isKnown) return [bucket(doubling(perAccountAndAddress), "device", hashOfToken(deviceToken), who)];
    const byAddress = bucket({ free: perAddress, windowSeconds, kind: "WINDOW" }, "address", where);
    if (account === "") return [byAddress];
    return [
      byAddress,
      bucket(doubling(perAccount), "account", who),
      bucket(doubling(perAccountAndAddress), "account and address", who, where),
    ];
  };
}

const secondsUntil = (then: Date, now: Date) => Math.max(1, Math.ceil((then.getTime() - now.getTime()) / 1000));
