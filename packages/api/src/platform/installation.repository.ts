import { instantFrom, type Sql } from "./sql.ts";

/** What a database is: for trying or for work, and under which key its secrets are sealed. */
export interface Installation {
  readonly mode: "demonstration" | "production";
  readonly kekId: string;
  readonly createdAt: Date;
}

/** @returns what is kept about the installation itself */
export function installationRepository(sql: Sql) {
  const find = async (ending: string): Promise<Installation | null> => {
    const row = await sql.row<{ mode: Installation["mode"]; kek_id: string; created_at: unknown }>(
      `SELECT mode, kek_id, created_at FROM installation WHERE id = 1${ending}`,
    );
    return row && { mode: row.mode, kekId: row.kek_id, createdAt: instantFrom(row.created_at) };
  };
  return {
    /** @returns null when nothing was ever set up in this database */
    find: () => find(""),
    /** The same, and nobody else changes it before this unit ends. */
    lock: () => find(sql.forUpdate),
    /** Every data key is wrapped under another key-encryption key now. */
    async changeKek(kekId: string): Promise<void> {
      await sql.run("UPDATE installation SET kek_id = ? WHERE id = 1", [kekId]);
    },
    /** @returns false when another replica was first */
    async add({ mode, kekId, createdAt }: Installation): Promise<boolean> {
      const written = await sql.run(
        "INSERT INTO installation (id, mode, kek_id, created_at) VALUES (1, ?, ?, ?) ON CONFLICT (id) DO NOTHING",
        [mode, kekId, createdAt],
      );
      return written === 1;
    },
  };
}
