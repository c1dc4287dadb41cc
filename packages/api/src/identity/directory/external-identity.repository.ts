import { instantFrom, type Sql } from "../../platform/sql.ts";

/** How a person came to have an account elsewhere: by a rule that made or found their account here, or by their own doing. */
export type IdentityOrigin = "CREATED" | "MATCHED" | "LINKED";

/** A person's account elsewhere. */
export interface ExternalIdentity {
  readonly methodId: string;
  /** What never changes there: `sub` of a provider, `entryUUID` or `objectGUID` of a directory. */
  readonly subject: string;
  readonly userId: string;
  readonly origin: IdentityOrigin;
  readonly createdAt: Date;
  readonly lastSeenAt: Date;
  /**
   * The version of the account that losing the directory's group left behind, 0 where it did not make the account inactive;
   * null while access goes on.
   */
  readonly endedAtVersion: number | null;
}

interface Row {
  method_id: string;
  subject: string;
  user_id: string;
  origin: IdentityOrigin;
  created_at: unknown;
  last_seen_at: unknown;
  ended_at_version: number | null;
}

const select =
  "SELECT method_id, subject, user_id, origin, created_at, last_seen_at, ended_at_version FROM external_identities";

const fromRow = (row: Row): ExternalIdentity => ({
  methodId: row.method_id,
  subject: row.subject,
  userId: row.user_id,
  origin: row.origin,
  createdAt: instantFrom(row.created_at),
  lastSeenAt: instantFrom(row.last_seen_at),
  endedAtVersion: row.ended_at_version === null ? null : Number(row.ended_at_version),
});

/** @returns what can be done with people's accounts elsewhere */
export function externalIdentityRepository(sql: Sql) {
  return {
    async bySubject(methodId: string, subject: string): Promise<ExternalIdentity | null> {
      const row = await sql.row<Row>(`${select} WHERE method_id = ? AND subject = ?`, [methodId, subject]);
      return row && fromRow(row);
    },
    async ofUser(userId: string): Promise<ExternalIdentity[]> {
      return (await sql.rows<Row>(`${select} WHERE user_id = ? ORDER BY method_id`, [userId])).map(fromRow);
    },
    /** Those of one method, a portion at a time in the order of their subjects: what a periodic check goes through. */
    async ofMethod(methodId: string, { after, first }: { after: string; first: number }): Promise<ExternalIdentity[]> {
      const text = `${select} WHERE method_id = ? AND subject > ? ORDER BY subject LIMIT ?`;
      return (await sql.rows<Row>(text, [methodId, after, first])).map(fromRow);
    },
    /**
     * Whether somebody can sign in with an account elsewhere that is switched on.
     *
     * @param butBy - the method of one that does not count, because it is about to go
     */
    async isWayIn(userId: string, butBy = ""): Promise<boolean> {
      const text = `SELECT 1 AS one FROM external_identities e JOIN sign_in_methods m ON m.id = e.method_id
        WHERE e.user_id = ? AND e.method_id <> ? AND m.is_on = 1 AND e.ended_at_version IS NULL LIMIT 1`;
      return (await sql.row(text, [userId, butBy])) !== null;
    },
    /** @returns false when the subject is somebody's already, or the person has another one there; then nothing is written */
    async add(identity: ExternalIdentity): Promise<boolean> {
      const { methodId, subject, userId, origin, createdAt, lastSeenAt } = identity;
      const text = `INSERT INTO external_identities (method_id, subject, user_id, origin, created_at, last_seen_at, ended_at_version)
        VALUES (?, ?, ?, ?, ?, ?, NULL) ON CONFLICT DO NOTHING`;
      return (await sql.run(text, [methodId, subject, userId, origin, createdAt, lastSeenAt])) === 1;
    },
    /** Notes that the person came in by it; access that had ended goes on. */
    async sawAt({ methodId, subject }: Pick<ExternalIdentity, "methodId" | "subject">, at: Date): Promise<void> {
      const text =
        "UPDATE external_identities SET last_seen_at = ?, ended_at_version = NULL WHERE method_id = ? AND subject = ?";
      await sql.run(text, [at, methodId, subject]);
    },
    async endAt({ methodId, subject }: Pick<ExternalIdentity, "methodId" | "subject">, version: number): Promise<void> {
      const text = "UPDATE external_identities SET ended_at_version = ? WHERE method_id = ? AND subject = ?";
      await sql.run(text, [version, methodId, subject]);
    },
    /** @returns whether there was one */
    async remove(userId: string, methodId: string): Promise<boolean> {
      const text = "DELETE FROM external_identities WHERE user_id = ? AND method_id = ?";
      return (await sql.run(text, [userId, methodId])) > 0;
    },
    /** Takes away what the person linked themselves; what a rule of the directory made stays with the rule. */
    async removeLinkedOf(userId: string): Promise<void> {
      await sql.run("DELETE FROM external_identities WHERE user_id = ? AND origin = 'LINKED'", [userId]);
    },
  };
}
