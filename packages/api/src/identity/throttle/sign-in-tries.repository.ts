import { instantFrom, marks, type Sql } from "../../platform/sql.ts";

/** How often something was tried, and when it may be tried again. */
export interface Tries {
  readonly count: number;
  readonly opensAt: Date;
  readonly forgottenAt: Date;
}

/** @returns what can be done with the tries that are counted in a database */
export function signInTriesRepository(sql: Sql) {
  return {
    /** @returns when those open that are not open now; waits for nobody */
    async openings(names: readonly string[], now: Date): Promise<ReadonlyMap<string, Date>> {
      const text = `SELECT name, opens_at AS at FROM sign_in_tries WHERE name IN (${marks(names.length)}) AND opens_at > ?`;
      const rows = await sql.rows<{ name: string; at: unknown }>(text, [...names, now]);
      return new Map(rows.map(({ name, at }) => [name, instantFrom(at)]));
    },
    /** Keeps that something is known until then. @returns whether it was not */
    async noteUntil(name: string, until: Date): Promise<boolean> {
      const text = `INSERT INTO sign_in_tries (name, count, opens_at, forgotten_at) VALUES (?, 0, ?, ?)
        ON CONFLICT (name) DO UPDATE SET opens_at = excluded.opens_at, forgotten_at = excluded.forgotten_at
        WHERE sign_in_tries.opens_at < excluded.opens_at`;
      return (await sql.run(text, [name, until, until])) === 1;
    },
    /** Reads them, and nobody else counts there until the unit ends. What is forgotten counts as none. */
    async lock(name: string, now: Date): Promise<Tries> {
      // A sweep may take a forgotten row away between the two statements.
      for (;;) {
        const tries = await locked(sql, name, now);
        if (tries !== null) return tries;
      }
    },
    async save(name: string, { count, opensAt, forgottenAt }: Tries): Promise<void> {
      const text = "UPDATE sign_in_tries SET count = ?, opens_at = ?, forgotten_at = ? WHERE name = ?";
      await sql.run(text, [count, opensAt, forgottenAt, name]);
    },
    /** Takes one try back. */
    async takeBack(name: string): Promise<void> {
      await sql.run("UPDATE sign_in_tries SET count = count - 1 WHERE name = ? AND count > 0", [name]);
    },
    async remove(name: string): Promise<void> {
      await sql.run("DELETE FROM sign_in_tries WHERE name = ?", [name]);
    },
    /** Waits for nobody: what is being counted just now stays. */
    async removeForgotten(now: Date): Promise<void> {
      const passing = sql.dialect === "postgres" ? " FOR UPDATE SKIP LOCKED" : "";
      const forgotten = `SELECT name FROM sign_in_tries WHERE forgotten_at < ? LIMIT 1000${passing}`;
      await sql.run(`DELETE FROM sign_in_tries WHERE name IN (${forgotten})`, [now]);
    },
  };
}

async function locked(sql: Sql, name: string, now: Date): Promise<Tries | null> {
  await sql.run(
    "INSERT INTO sign_in_tries (name, count, opens_at, forgotten_at) VALUES (?, 0, ?, ?) ON CONFLICT (name) DO NOTHING",
    [name, now, now],
  );
  const text = `SELECT count, opens_at, forgotten_at FROM sign_in_tries WHERE name = ?${sql.forUpdate}`;
  const row = await sql.row<{ count: number; opens_at: unknown; forgotten_at: unknown }>(text, [name]);
  if (row === null) return null;
  const forgottenAt = instantFrom(row.forgotten_at);
  if (forgottenAt <= now) return { count: 0, opensAt: now, forgottenAt: now };
  return { count: Number(row.count), opensAt: instantFrom(row.opens_at), forgottenAt };
}
