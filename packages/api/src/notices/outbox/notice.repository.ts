import { instantFrom, instantOrNull, marks, type Sql } from "../../platform/sql.ts";
import type { Notice, NoticeFacts, NoticeKind } from "./notice.ts";

/** A notice that is about to be sent. */
export interface WaitingNotice {
  readonly id: string;
  readonly kind: NoticeKind;
  readonly address: string;
  readonly facts: NoticeFacts;
  readonly queuedAt: Date;
  /** How often it was tried, this time included. */
  readonly tries: number;
}

/** How the outbox stands. */
export interface OutboxCounts {
  readonly waiting: number;
  readonly oldestWaitingAt: Date | null;
  /** Why the one that was tried most could not be sent, such as `ECONNECTION` or `550`; null: none was tried in vain. */
  readonly lastTrouble: string | null;
  readonly givenUp: number;
  readonly lastGivenUpAt: Date | null;
  readonly lastDeliveredAt: Date | null;
}

interface WaitingRow {
  id: string;
  kind: NoticeKind;
  address: string;
  facts: string;
  queued_at: unknown;
  tries: number;
}

const waiting = "delivered_at IS NULL AND given_up_at IS NULL";

/** The outbox: notices that wait to be sent, and how it went with the others. */
export function noticeRepository(sql: Sql) {
  return {
    async add(id: string, notice: Notice, { address, now }: { address: string; now: Date }): Promise<void> {
      await sql.run(
        `INSERT INTO notices (id, kind, process_id, address, facts, queued_at, due_at, tries)
         VALUES (?, ?, ?, ?, ?, ?, ?, 0)`,
        [id, notice.kind, notice.processId ?? null, address, JSON.stringify(notice.facts), now, now],
      );
    },
    /**
     * Takes notices that are due, those first that wait longest, and puts them off until then: no other replica takes them
     * meanwhile, and if this one dies they are due again.
     */
    async take({ now, until, limit }: { now: Date; until: Date; limit: number }): Promise<WaitingNotice[]> {
      const skip = sql.dialect === "postgres" ? " FOR UPDATE SKIP LOCKED" : "";
      const rows = await sql.rows<WaitingRow>(
        `SELECT id, kind, address, facts, queued_at, tries FROM notices WHERE ${waiting} AND due_at <= ?
         ORDER BY due_at LIMIT ?${skip}`,
        [now, limit],
      );
      if (rows.length === 0) return [];
      await sql.run(`UPDATE notices SET due_at = ?, tries = tries + 1 WHERE id IN (${marks(rows.length)})`, [
        until,
        ...rows.map(({ id }) => id),
      ]);
      return rows.map(fromRow);
    },
    /** Notes that it was delivered, and forgets to whom and what it said. */
    async noteDelivered(id: string, at: Date): Promise<void> {
      await sql.run(
        `UPDATE notices SET delivered_at = ?, address = NULL, facts = NULL, last_trouble = NULL
         WHERE id = ? AND ${waiting}`,
        [at, id],
      );
    },
    async noteTrouble(id: string, { trouble, dueAt }: { trouble: string; dueAt: Date }): Promise<void> {
      await sql.run(`UPDATE notices SET last_trouble = ?, due_at = ? WHERE id = ? AND ${waiting}`, [
        trouble,
        dueAt,
        id,
      ]);
    },
    /** Gives it up, and forgets to whom and what it said. @returns false when it was delivered or given up meanwhile */
    async giveUp(id: string, { trouble, at }: { trouble: string; at: Date }): Promise<boolean> {
      const text = `UPDATE notices SET last_trouble = ?, given_up_at = ?, address = NULL, facts = NULL
        WHERE id = ? AND ${waiting}`;
      return (await sql.run(text, [trouble, at, id])) > 0;
    },
    async removeOlder(before: Date): Promise<void> {
      await sql.run("DELETE FROM notices WHERE delivered_at < ?", [before]);
      await sql.run("DELETE FROM notices WHERE given_up_at < ?", [before]);
    },
    /** Whether the person was told of a process, or is about to be. */
    async tellsOfProcess(processId: string): Promise<boolean> {
      return (await sql.row("SELECT 1 AS one FROM notices WHERE process_id = ? LIMIT 1", [processId])) !== null;
    },
    counts: () => countsOf(sql),
  };
}

async function countsOf(sql: Sql): Promise<OutboxCounts> {
  const one = async (text: string) => (await sql.row<{ n: unknown; at: unknown }>(text)) ?? { n: 0, at: null };
  const queued = await one(`SELECT count(*) AS n, min(queued_at) AS at FROM notices WHERE ${waiting}`);
  const givenUp = await one("SELECT count(*) AS n, max(given_up_at) AS at FROM notices WHERE given_up_at IS NOT NULL");
  const delivered = await one("SELECT 0 AS n, max(delivered_at) AS at FROM notices WHERE delivered_at IS NOT NULL");
  const trouble = await sql.row<{ last_trouble: string }>(
    `SELECT last_trouble FROM notices WHERE ${waiting} AND last_trouble IS NOT NULL ORDER BY tries DESC LIMIT 1`,
  );
  return {
    waiting: Number(queued.n),
    oldestWaitingAt: instantOrNull(queued.at),
    lastTrouble: trouble?.last_trouble ?? null,
    givenUp: Number(givenUp.n),
    lastGivenUpAt: instantOrNull(givenUp.at),
    lastDeliveredAt: instantOrNull(delivered.at),
  };
}

function fromRow({ id, kind, address, facts, queued_at, tries }: WaitingRow): WaitingNotice {
  return {
    id,
    kind,
    address,
    facts: JSON.parse(facts) as NoticeFacts,
    queuedAt: instantFrom(queued_at),
    tries: Number(tries) + 1,
  };
}
