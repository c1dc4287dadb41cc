import { instantFrom, instantOrNull, type Sql } from "../platform/sql.ts";

/** What a link in a mail is for; one that is for one thing is good for nothing else. */
export type NoticeLinkPurpose = "NOT_ME" | "CONFIRM_ADDRESS";

/** A link that went out by mail. */
export interface NoticeLink {
  readonly id: string;
  readonly purpose: NoticeLinkPurpose;
  readonly userId: string;
  /** The card that `NOT_ME` freezes. */
  readonly cardId: string | null;
  /** The address that `CONFIRM_ADDRESS` confirms. */
  readonly address: string | null;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly usedAt: Date | null;
}

interface Row {
  id: string;
  purpose: NoticeLinkPurpose;
  user_id: string;
  card_id: string | null;
  address: string | null;
  created_at: unknown;
  expires_at: unknown;
  used_at: unknown;
}

const columns = "id, purpose, user_id, card_id, address, created_at, expires_at, used_at";

/** The links that went out by mail. */
export function noticeLinkRepository(sql: Sql) {
  const found = async (id: string, lock: string) => {
    const row = await sql.row<Row>(`SELECT ${columns} FROM notice_links WHERE id = ?${lock}`, [id]);
    return row && fromRow(row);
  };
  return {
    byId: (id: string) => found(id, ""),
    /** The same, and nobody else uses it until the unit ends. */
    lockById: (id: string) => found(id, sql.forUpdate),
    async add({ id, purpose, userId, cardId, address, createdAt, expiresAt }: NoticeLink): Promise<void> {
      await sql.run(
        `INSERT INTO notice_links (id, purpose, user_id, card_id, address, created_at, expires_at)
         VALUES (?, ?, ?, ?, ?, ?, ?)`,
        [id, purpose, userId, cardId, address, createdAt, expiresAt],
      );
    },
    async use(id: string, at: Date): Promise<void> {
      await sql.run("UPDATE notice_links SET used_at = ? WHERE id = ?", [at, id]);
    },
    /** When links of a purpose were made for a person since then, the newest first. */
    async madeSince(userId: string, purpose: NoticeLinkPurpose, since: Date): Promise<Date[]> {
      const rows = await sql.rows<{ created_at: unknown }>(
        `SELECT created_at FROM notice_links WHERE user_id = ? AND purpose = ? AND created_at > ?
         ORDER BY created_at DESC`,
        [userId, purpose, since],
      );
      return rows.map((row) => instantFrom(row.created_at));
    },
    async removeExpired(before: Date): Promise<void> {
      await sql.run("DELETE FROM notice_links WHERE expires_at < ?", [before]);
    },
  };
}

function fromRow(row: Row): NoticeLink {
  return {
    id: row.id,
    purpose: row.purpose,
    userId: row.user_id,
    cardId: row.card_id,
    address: row.address,
    createdAt: instantFrom(row.created_at),
    expiresAt: instantFrom(row.expires_at),
    usedAt: instantOrNull(row.used_at),
  };
}
