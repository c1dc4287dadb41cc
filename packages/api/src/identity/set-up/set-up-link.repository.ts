import { instantFrom, type Sql } from "../../platform/sql.ts";

/** @returns what can be done with the one-time links for the first administrator */
export function setUpLinkRepository(sql: Sql) {
  const isUsable = async (tokenHash: string, at: Date, lock: string) => {
    const text = `SELECT expires_at FROM set_up_links WHERE token_hash = ? AND used_at IS NULL${lock}`;
    const row = await sql.row<{ expires_at: unknown }>(text, [tokenHash]);
    return row !== null && instantFrom(row.expires_at) > at;
  };
  return {
    /** Makes this the only link that works. */
    async replaceAll(link: { tokenHash: string; createdAt: Date; expiresAt: Date }): Promise<void> {
      await sql.run("DELETE FROM set_up_links WHERE used_at IS NULL");
      await sql.run("INSERT INTO set_up_links (token_hash, created_at, expires_at) VALUES (?, ?, ?)", [
        link.tokenHash,
        link.createdAt,
        link.expiresAt,
      ]);
    },
    isUsable: (tokenHash: string, at: Date) => isUsable(tokenHash, at, ""),
    /** The same, and nobody else uses it until the unit ends. */
    lockUsable: (tokenHash: string, at: Date) => isUsable(tokenHash, at, sql.forUpdate),
    async use(tokenHash: string, at: Date): Promise<void> {
      await sql.run("UPDATE set_up_links SET used_at = ? WHERE token_hash = ?", [at, tokenHash]);
    },
  };
}
