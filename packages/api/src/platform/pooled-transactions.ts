import type { DataSource } from "typeorm";
import { sqlOn, SqlFailed } from "./sql.ts";
import { closable, type Transactions } from "./transactions.ts";

const attempts = 3;
/** PostgreSQL's serialization_failure and deadlock_detected: the same work can go through when tried again. */
const isWorthRetrying = (fault: unknown) => fault instanceof SqlFailed && /^(40001|40P01)$/.test(fault.code);

/** Transactions on PostgreSQL: one connection of the pool each, READ COMMITTED with explicit row locks. */
export function pooledTransactions(dataSource: DataSource): Transactions {
  return {
    async run(work) {
      for (let attempt = 1; ; attempt += 1) {
        try {
          return await runOnce(dataSource, work);
        } catch (fault) {
          if (attempt >= attempts || !isWorthRetrying(fault)) throw fault;
        }
      }
    },
  };
}

async function runOnce<T>(dataSource: DataSource, work: Parameters<Transactions["run"]>[0]): Promise<T> {
  const runner = dataSource.createQueryRunner();
  await runner.connect();
  const own = closable(sqlOn(runner, "postgres"));
  try {
    await runner.startTransaction("READ COMMITTED");
    const value = await work(own.sql);
    own.close();
    await runner.commitTransaction();
    return value as T;
  } catch (fault) {
    if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined);
    throw fault;
  } finally {
    own.close();
    await runner.release();
  }
}
