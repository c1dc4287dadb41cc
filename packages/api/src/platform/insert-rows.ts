import { marks, type Sql, type SqlValue } from "./sql.ts";

/** Few sizes, so that there are few statements to be prepared. */
const sizes = [100, 10, 1];

/**
 * Inserts many rows of one table, many in a statement.
 *
 * @param into - the table with its columns: `cards (id, label)`
 * @param conflict - what becomes of a row that contradicts another: `ON CONFLICT (id) DO NOTHING`
 * @returns how many were written
 */
export async function insertRows(
  sql: Sql,
  { into, conflict = "" }: { readonly into: string; readonly conflict?: string },
  rows: readonly (readonly SqlValue[])[],
): Promise<number> {
  let written = 0;
  let begun = 0;
  for (const size of sizes) {
    for (; rows.length - begun >= size; begun += size) {
      const some = rows.slice(begun, begun + size);
      const values = some.map((row) => `(${marks(row.length)})`).join(", ");
      written += await sql.run(`INSERT INTO ${into} VALUES ${values} ${conflict}`, some.flat());
    }
  }
  return written;
}
