import { expect, test } from "vitest";
import { testDatabase } from "../test-support/test-database.ts";

test("the audit log is read by indexes, whatever is looked for", async () => {
  const { database, remove } = await testDatabase();
  const plan = async (where: string) =>
    JSON.stringify(
      await database.reader.rows(
        `EXPLAIN QUERY PLAN SELECT * FROM audit_events WHERE ${where} ORDER BY sequence DESC LIMIT 51`,
      ),
    );
  for (const where of ["action = 'x'", "card_id = 'x'", "sequence < 5", "1 = 1"]) {
    expect(await plan(where), where).not.toMatch(/USE TEMP B-TREE/);
  }
  await remove();
});
