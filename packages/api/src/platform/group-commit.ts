import type { Sql } from "./sql.ts";
import { closable, type Transactions, UnitClosed } from "./transactions.ts";

interface WaitingUnit {
  readonly work: (sql: Sql) => Promise<unknown>;
  readonly resolve: (value: unknown) => void;
  readonly reject: (reason: unknown) => void;
}

interface GroupCommitLimits {
  /** How many units share one commit at the most. */
  readonly unitsPerCommit: number;
  /** After this many milliseconds a unit is given up and rolled back. */
  readonly unitTimeoutMs: number;
}

/**
 * Transactions on the one writing connection of an SQLite file: units that wait are run one after another, each behind
 * its own savepoint, inside one BEGIN … COMMIT, and every answer is released after that COMMIT. One flush to disk then
 * serves all of them, and a unit that fails takes nobody with it.
 *
 * @see docs/adr for what TypeORM does with overlapping transactions on SQLite
 */
export function groupCommit(
  sql: Sql,
  limits: GroupCommitLimits = { unitsPerCommit: 64, unitTimeoutMs: 10_000 },
): Transactions & { idle(): Promise<void> } {
  const waiting: WaitingUnit[] = [];
  let draining: Promise<void> | null = null;

  const drain = async () => {
    while (waiting.length > 0) {
      await allArrivals();
      await commitTogether(sql, waiting.splice(0, limits.unitsPerCommit), limits.unitTimeoutMs);
    }
    draining = null;
  };
  return {
    run: <T>(work: (sql: Sql) => Promise<T>) =>
      new Promise<T>((resolve, reject) => {
        waiting.push({ work, resolve: resolve as (value: unknown) => void, reject });
        draining ??= drain();
      }),
    idle: async () => (await draining) ?? undefined,
  };
}

/** Requests that have reached the process by now get to join the commit. */
const allArrivals = () => new Promise<void>((resolve) => setImmediate(resolve));

async function commitTogether(sql: Sql, units: readonly WaitingUnit[], unitTimeoutMs: number): Promise<void> {
  const answers: (() => void)[] = [];
  try {
    await sql.run("BEGIN IMMEDIATE");
    for (const unit of units) answers.push(await runBehindSavepoint(sql, unit, unitTimeoutMs));
    await sql.run("COMMIT");
  } catch (fault) {
    await sql.run("ROLLBACK").catch(() => undefined);
    for (const unit of units) unit.reject(fault);
    return;
  }
  for (const answer of answers) answer();
}

async function runBehindSavepoint(sql: Sql, unit: WaitingUnit, timeoutMs: number): Promise<() => void> {
  const own = closable(sql);
  await sql.run("SAVEPOINT unit");
  try {
    const value = await withinTime(unit.work(own.sql), timeoutMs);
    await sql.run("RELEASE unit");
    return () => unit.resolve(value);
  } catch (fault) {
    await sql.run("ROLLBACK TO unit");
    await sql.run("RELEASE unit");
    return () => unit.reject(fault);
  } finally {
    own.close();
  }
}

function withinTime<T>(work: Promise<T>, timeoutMs: number): Promise<T> {
  let timer: NodeJS.Timeout;
  const expiry = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new UnitClosed(`A unit of work took longer than ${timeoutMs} ms.`)), timeoutMs);
  });
  return Promise.race([work, expiry]).finally(() => clearTimeout(timer));
}
