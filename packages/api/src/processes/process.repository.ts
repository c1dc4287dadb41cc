import type { ProcessInstance, ProcessState, ReportedOutcome } from "@unlatch/core/process/advance";
import { instantFrom, instantOrNull, marks, type Sql } from "../platform/sql.ts";

/** A process as it is kept: the instance, and while it is open its sealed challenge. */
export interface KeptProcess {
  readonly instance: ProcessInstance;
  readonly challengeSealed: Uint8Array | null;
}

interface ProcessRow {
  readonly id: string;
  readonly symbolic_name: string;
  readonly card_id: string;
  readonly started_by: string;
  readonly reference: string;
  readonly state: ProcessState;
  readonly outcome: ReportedOutcome | null;
  readonly started_at: unknown;
  readonly expires_at: unknown;
  readonly answered_at: unknown;
  readonly ended_at: unknown;
  readonly challenge_sealed: Uint8Array | null;
  readonly challenge_fingerprint: string | null;
}

const open = "state IN ('AWAITING_CHALLENGE', 'RESPONSE_SHOWN')";

/** Keeps processes: the only place that writes their state. */
export function processRepository(sql: Sql) {
  const one = async (text: string, parameters: string[]) => {
    const row = await sql.row<ProcessRow>(text, parameters);
    return row === null ? null : fromRow(row);
  };
  const many = async (text: string, parameters: (string | number | Date)[]) =>
    (await sql.rows<ProcessRow>(text, parameters)).map(fromRow);
  return {
    /** The process, and nobody else changes it until this unit ends. */
    lockById: (id: string) => one(`SELECT * FROM processes WHERE id = ?${sql.forUpdate}`, [id]),
    /** A person's own process; whose it is is asked in the statement, so that somebody else's takes as long as none. */
    ownById: (id: string, personId: string) =>
      one("SELECT * FROM processes WHERE id = ? AND started_by = ?", [id, personId]),
    /** The same, and nobody else changes it until this unit ends. */
    lockOwnById: (id: string, personId: string) =>
      one(`SELECT * FROM processes WHERE id = ? AND started_by = ?${sql.forUpdate}`, [id, personId]),
    openOnCard: (cardId: string) => one(`SELECT * FROM processes WHERE card_id = ? AND ${open}`, [cardId]),
    /** The same, whosever it is, and nobody else changes it until this unit ends. */
    lockOpenOnCard: (cardId: string) =>
      many(`SELECT * FROM processes WHERE card_id = ? AND ${open}${sql.forUpdate}`, [cardId]),
    openOnCards: (cardIds: readonly string[], startedBy: string) =>
      many(`SELECT * FROM processes WHERE card_id IN (${marks(cardIds.length)}) AND started_by = ? AND ${open}`, [
        ...cardIds,
        startedBy,
      ]),
    openOf: (personId: string) =>
      many(`SELECT * FROM processes WHERE started_by = ? AND ${open} ORDER BY started_at DESC`, [personId]),
    /** Open processes whose time is up, oldest first. */
    overdue: (now: Date, limit: number) =>
      many(`SELECT * FROM processes WHERE ${open} AND expires_at <= ? ORDER BY expires_at LIMIT ?`, [now, limit]),
    /** When this challenge of this card was answered in another process, or null. */
    async answeredElsewhere(instance: ProcessInstance, fingerprint: string): Promise<Date | null> {
      const row = await sql.row<{ answered_at: unknown }>(
        "SELECT answered_at FROM processes WHERE card_id = ? AND challenge_fingerprint = ? AND id <> ?",
        [instance.cardId, fingerprint, instance.id],
      );
      return row === null ? null : instantFrom(row.answered_at);
    },
    async isReferenceTaken(reference: string): Promise<boolean> {
      return (await sql.row("SELECT 1 AS taken FROM processes WHERE reference = ?", [reference])) !== null;
    },
    async add(instance: ProcessInstance): Promise<void> {
      await sql.run(
        `INSERT INTO processes (id, symbolic_name, card_id, started_by, reference, state, started_at, expires_at)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
        [
          instance.id,
          instance.symbolicName,
          instance.cardId,
          instance.startedBy,
          instance.reference,
          instance.state,
          instance.startedAt,
          instance.expiresAt,
        ],
      );
    },
    /** Saves where the process stands. Its sealed challenge is kept only while it is open. */
    async save({ instance, challengeSealed }: KeptProcess): Promise<void> {
      await sql.run(
        `UPDATE processes SET state = ?, outcome = ?, expires_at = ?, answered_at = ?, ended_at = ?,
         challenge_sealed = ?, challenge_fingerprint = ? WHERE id = ?`,
        [
          instance.state,
          instance.outcome,
          instance.expiresAt,
          instance.answeredAt,
          instance.endedAt,
          instance.endedAt === null ? challengeSealed : null,
          instance.challengeFingerprint,
          instance.id,
        ],
      );
    },
  };
}

function fromRow(row: ProcessRow): KeptProcess {
  return {
    instance: {
      id: row.id,
      symbolicName: row.symbolic_name,
      cardId: row.card_id,
      startedBy: row.started_by,
      reference: row.reference,
      state: row.state,
      outcome: row.outcome,
      startedAt: instantFrom(row.started_at),
      expiresAt: instantFrom(row.expires_at),
      answeredAt: instantOrNull(row.answered_at),
      endedAt: instantOrNull(row.ended_at),
      challengeFingerprint: row.challenge_fingerprint,
    },
    challengeSealed: row.challenge_sealed,
  };
}
