import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { entitiesFor } from "../entities.ts";
import { type TestDatabase, testDatabase } from "../test-support/test-database.ts";
import { NewerDatabase, openDatabase } from "./data-source.ts";
import type { Sql } from "./sql.ts";

let at: TestDatabase;
beforeAll(async () => {
  at = await testDatabase();
});
afterAll(() => at.remove());

const addLink = (sql: Sql, name: string) =>
  sql.run("INSERT INTO set_up_links (token_hash, created_at, expires_at) VALUES (?, ?, ?)", [
    name,
    new Date(),
    new Date(),
  ]);
const countLinks = async (prefix: string) =>
  Number(
    (
      await at.database.reader.row<{ n: unknown }>("SELECT count(*) AS n FROM set_up_links WHERE token_hash LIKE ?", [
        `${prefix}%`,
      ])
    )?.n,
  );

test("the migrations make exactly the tables that the entities describe", async () => {
  const drift = await at.database.dataSource.driver.createSchemaBuilder().log();
  expect(drift.upQueries.map(({ query }) => query)).toEqual([]);
});

test("a database that a later version has written is refused and left alone", async () => {
  await at.database.dataSource.query(
    `INSERT INTO "migrations" ("timestamp", "name") VALUES (9999999999999, 'FromTheFuture9999999999999')`,
  );
  await expect(openDatabase(at.location, entitiesFor(at.database.dialect))).rejects.toThrow(NewerDatabase);
  await at.database.dataSource.query(`DELETE FROM "migrations" WHERE "name" = 'FromTheFuture9999999999999'`);
});

describe("200 units at once, some failing on purpose", () => {
  test("keep exactly the rows of those that succeeded, in the same tick", async () => {
    const outcomes = await Promise.allSettled(Array.from({ length: 200 }, (_, i) => unit("same-tick", i)));
    await expectExact("same-tick", outcomes);
  });

  test("keep exactly the rows of those that succeeded, spread over time", async () => {
    const outcomes = await Promise.allSettled(
      Array.from({ length: 200 }, async (_, i) => {
        await new Promise((resolve) => setTimeout(resolve, (i * 7) % 40));
        return unit("spread", i);
      }),
    );
    await expectExact("spread", outcomes);
  });

  const fails = (i: number) => i % 5 === 0;
  const unit = (prefix: string, i: number) =>
    at.database.transactions.run(async (sql) => {
      await addLink(sql, `${prefix}-${i}-a`);
      await new Promise((resolve) => setTimeout(resolve, i % 3));
      if (i % 10 === 5) await addLink(sql, `${prefix}-${i}-a`);
      if (fails(i)) throw new Error("on purpose");
      await addLink(sql, `${prefix}-${i}-b`);
      return i;
    });
  const expectExact = async (prefix: string, outcomes: PromiseSettledResult<number>[]) => {
    expect(outcomes.map(({ status }) => status === "rejected")).toEqual(outcomes.map((_, i) => fails(i)));
    expect(await countLinks(prefix)).toBe(160 * 2);
  };
});

test("a unit that is used after it ended writes nothing", async () => {
  let kept: Sql | null = null;
  await at.database.transactions.run(async (sql) => {
    kept = sql;
  });
  await expect(addLink(kept as unknown as Sql, "late")).rejects.toThrow("has ended");
  expect(await countLinks("late")).toBe(0);
});

test("a failed statement says which rule was broken and none of its parameters", async () => {
  await at.database.transactions.run((sql) => addLink(sql, "twice"));
  const again = at.database.transactions.run((sql) => addLink(sql, "twice"));
  await expect(again).rejects.toMatchObject({ name: "SqlFailed", isTaken: true });
  await expect(again).rejects.not.toThrow(/twice/);
});

test("an instant keeps its milliseconds and its zone", async () => {
  const instant = new Date("2026-03-29T01:30:00.123Z");
  await at.database.transactions.run((sql) =>
    sql.run("INSERT INTO set_up_links (token_hash, created_at, expires_at) VALUES ('instant', ?, ?)", [
      instant,
      instant,
    ]),
  );
  const row = await at.database.reader.row<{ at: unknown }>(
    "SELECT created_at AS at FROM set_up_links WHERE token_hash = 'instant'",
  );
  expect(new Date(row?.at as string).toISOString()).toBe("2026-03-29T01:30:00.123Z");
});
