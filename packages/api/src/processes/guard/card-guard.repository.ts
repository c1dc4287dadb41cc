import { windowMs } from "@unlatch/core/guard/quotas";
import { instantFrom, marks, type Sql } from "../../platform/sql.ts";

/** What was counted about a card, and about a person over all their cards. */
export interface ReleaseCounts {
  readonly inLifetime: number;
  readonly at: readonly Date[];
}

/** Keeps what guards a card. Whoever counts holds the card's row and the person's, so that nobody counts beside them. */
export function cardGuardRepository(sql: Sql) {
  const counts = async (column: "card_id" | "person_id", id: string, now: Date): Promise<ReleaseCounts> => {
    const recent = await sql.rows<{ released_at: unknown }>(
      `SELECT released_at FROM card_releases WHERE ${column} = ? AND released_at > ? ORDER BY released_at`,
      [id, new Date(now.getTime() - windowMs.perYear)],
    );
    const all = await sql.row<{ n: unknown }>(`SELECT count(*) AS n FROM card_releases WHERE ${column} = ?`, [id]);
    return { inLifetime: Number(all?.n ?? 0), at: recent.map((row) => instantFrom(row.released_at)) };
  };
  const counted = `INSERT INTO card_guards (card_id, released_since_success, released_in_all, last_released_at, challenge_repeats)`;
  return {
    releasesOfCard: (cardId: string, now: Date) => counts("card_id", cardId, now),
    releasesToPerson: (personId: string, now: Date) => counts("person_id", personId, now),
    /** How many responses each of these cards had since the last reported success; a card that had none is left out. */
    async attemptsOn(cardIds: readonly string[]): Promise<Map<string, number>> {
      if (cardIds.length === 0) return new Map();
      const rows = await sql.rows<{ card_id: string; released_since_success: number }>(
        `SELECT card_id, released_since_success FROM card_guards WHERE card_id IN (${marks(cardIds.length)})`,
        cardIds,
      );
      return new Map(rows.map((row) => [row.card_id, Number(row.released_since_success)]));
    },
    async addRelease(release: { processId: string; cardId: string; personId: string; at: Date }): Promise<void> {
      const { processId, cardId, personId, at } = release;
      await sql.run("INSERT INTO card_releases (process_id, card_id, person_id, released_at) VALUES (?, ?, ?, ?)", [
        processId,
        cardId,
        personId,
        at,
      ]);
      await sql.run(
        `${counted} VALUES (?, 1, 1, ?, 0) ON CONFLICT (card_id) DO UPDATE SET
         released_since_success = card_guards.released_since_success + 1,
         released_in_all = card_guards.released_in_all + 1, last_released_at = excluded.last_released_at`,
        [cardId, at],
      );
    },
    /** The fingerprints of challenges of a card that were answered in other processes, the latest of them. */
    async latestFingerprints(
      cardId: string,
      { except, most }: { readonly except: string; readonly most: number },
    ): Promise<ReadonlySet<string>> {
      const rows = await sql.rows<{ challenge_fingerprint: string }>(
        `SELECT challenge_fingerprint FROM processes
         WHERE card_id = ? AND challenge_fingerprint IS NOT NULL AND id <> ? ORDER BY answered_at DESC LIMIT ?`,
        [cardId, except, most],
      );
      return new Set(rows.map((row) => row.challenge_fingerprint));
    },
    /** A challenge that lots would not have drawn: it came a second time in another process, or next to an earlier one. */
    async addRepeat(cardId: string): Promise<void> {
      await sql.run(
        `${counted} VALUES (?, 0, 0, NULL, 1) ON CONFLICT (card_id) DO UPDATE SET
         challenge_repeats = card_guards.challenge_repeats + 1`,
        [cardId],
      );
    },
    /** Begins to count attempts anew. */
    async resetAttempts(cardId: string): Promise<void> {
      await sql.run("UPDATE card_guards SET released_since_success = 0 WHERE card_id = ?", [cardId]);
    },
  };
}
