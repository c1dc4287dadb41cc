import type { Sql } from "../../platform/sql.ts";

/** The addresses that notices to people go to: those they typed themselves are CHOSEN, those they had are FORMER. */
export function noticeAddressRepository(sql: Sql) {
  return {
    /**
     * Where notices to a person go: to the address they have, if they confirmed it or somebody else gave it to them; and to
     * those that were theirs until a short time ago, because whoever took an account over changes the address first.
     */
    async addressesOf(userId: string, now: Date): Promise<string[]> {
      const rows = await sql.rows<{ address: string }>(
        `SELECT u.email AS address FROM users u WHERE u.id = ? AND u.email IS NOT NULL
           AND (u.email_confirmed_at IS NOT NULL OR NOT EXISTS (SELECT 1 FROM notice_addresses c
             WHERE c.user_id = u.id AND c.address = u.email AND c.standing = 'CHOSEN'))
         UNION SELECT f.address FROM notice_addresses f WHERE f.user_id = ? AND f.standing = 'FORMER' AND f.until > ?`,
        [userId, userId, now],
      );
      return rows.map(({ address }) => address);
    },
    /** Whether a person typed this address themselves. */
    async isChosen(userId: string, address: string): Promise<boolean> {
      const text = "SELECT 1 AS one FROM notice_addresses WHERE user_id = ? AND address = ? AND standing = 'CHOSEN'";
      return (await sql.row(text, [userId, address])) !== null;
    },
    async noteChosen(userId: string, address: string): Promise<void> {
      await sql.run(
        `INSERT INTO notice_addresses (user_id, address, standing) VALUES (?, ?, 'CHOSEN')
         ON CONFLICT (user_id, address, standing) DO NOTHING`,
        [userId, address],
      );
    },
    async removeFormer(now: Date): Promise<void> {
      await sql.run("DELETE FROM notice_addresses WHERE until <= ?", [now]);
    },
    /** Goes on sending to it until then. */
    async noteFormer(userId: string, { address, until }: { address: string; until: Date }): Promise<void> {
      await sql.run(
        `INSERT INTO notice_addresses (user_id, address, standing, until) VALUES (?, ?, 'FORMER', ?)
         ON CONFLICT (user_id, address, standing) DO UPDATE SET until = excluded.until`,
        [userId, address, until],
      );
    },
  };
}
