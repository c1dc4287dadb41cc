import { instantOrNull, type Sql } from "../../platform/sql.ts";
import { usualProof } from "../../profiles/index.ts";

/** What a release is held against: what the profile wants, and when the person's ways to sign in were last reset. */
export interface ProofGrounds {
  readonly freshProofSeconds: number;
  readonly recentChangeHours: number;
  readonly signInResetAt: Date | null;
}

interface Row {
  sign_in_reset_at: unknown;
  fresh_proof_seconds: number | null;
  recent_change_hours: number | null;
}

/** @returns what a release to this person under this profile is held against, in one statement */
export async function proofGroundsOf(sql: Sql, userId: string, profileId: string): Promise<ProofGrounds> {
  const row = await sql.row<Row>(
    `SELECT u.sign_in_reset_at, p.fresh_proof_seconds, p.recent_change_hours
     FROM users u LEFT JOIN profile_proofs p ON p.profile_id = ? WHERE u.id = ?`,
    [profileId, userId],
  );
  return {
    freshProofSeconds: Number(row?.fresh_proof_seconds ?? usualProof.freshProofSeconds),
    recentChangeHours: Number(row?.recent_change_hours ?? usualProof.recentChangeHours),
    signInResetAt: instantOrNull(row?.sign_in_reset_at),
  };
}
