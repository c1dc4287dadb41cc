import type { Sql } from "../../platform/sql.ts";

/** @returns what is remembered of states with which somebody came back from a provider */
export function spentStateRepository(sql: Sql) {
  return {
    async isSpent(stateHash: string): Promise<boolean> {
      return (await sql.row("SELECT 1 AS one FROM spent_sign_in_states WHERE state_hash = ?", [stateHash])) !== null;
    },
    /** @returns false when it was spent before */
    async spend(stateHash: string, { now, expiresAt }: { now: Date; expiresAt: Date }): Promise<boolean> {
      await sql.run("DELETE FROM spent_sign_in_states WHERE expires_at < ?", [now]);
      const text =
        "INSERT INTO spent_sign_in_states (state_hash, expires_at) VALUES (?, ?) ON CONFLICT (state_hash) DO NOTHING";
      return (await sql.run(text, [stateHash, expiresAt])) === 1;
    },
  };
}
