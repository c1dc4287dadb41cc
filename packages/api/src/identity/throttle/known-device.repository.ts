import type { Sql } from "../../platform/sql.ts";
import { fold } from "../accounts/fold.ts";
import { hashOfToken } from "../sessions/session-token.ts";

const lifeMs = 365 * 24 * 60 * 60 * 1000;

/** @returns what can be done with the browsers in which people have signed in before */
export function knownDeviceRepository(sql: Sql) {
  return {
    /** Whether somebody signed in to this account with this browser in the last year. */
    async isKnown(token: string, username: string, now: Date): Promise<boolean> {
      const text = `SELECT 1 AS one FROM known_devices d JOIN users u ON u.id = d.user_id
        WHERE d.token_hash = ? AND u.username_key = ? AND d.expires_at > ?`;
      return (await sql.row(text, [hashOfToken(token), fold(username), now])) !== null;
    },
    /** Makes the browser known under a new token, whatever it was before. */
    async replace(device: { before: string | null; token: string; userId: string; now: Date }): Promise<void> {
      const { before, token, userId, now } = device;
      if (before !== null) await sql.run("DELETE FROM known_devices WHERE token_hash = ?", [hashOfToken(before)]);
      await sql.run("DELETE FROM known_devices WHERE expires_at < ?", [now]);
      const expiresAt = new Date(now.getTime() + lifeMs);
      const text = "INSERT INTO known_devices (token_hash, user_id, expires_at) VALUES (?, ?, ?)";
      await sql.run(text, [hashOfToken(token), userId, expiresAt]);
    },
    async removeAllOf(userId: string): Promise<void> {
      await sql.run("DELETE FROM known_devices WHERE user_id = ?", [userId]);
    },
  };
}
