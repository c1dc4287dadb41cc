import { marks, type Sql } from "../../platform/sql.ts";
import { type ProfileProof, usualProof } from "./profile-proof.ts";

interface Row {
  profile_id: string;
  fresh_proof_seconds: number;
  recent_change_hours: number;
}

const fromRow = (row: Row): ProfileProof => ({
  freshProofSeconds: Number(row.fresh_proof_seconds),
  recentChangeHours: Number(row.recent_change_hours),
});

/** @returns what can be done with the proof that profiles want */
export function profileProofRepository(sql: Sql) {
  const byIds = async (ids: readonly string[]): Promise<ReadonlyMap<string, ProfileProof>> => {
    const text = `SELECT profile_id, fresh_proof_seconds, recent_change_hours FROM profile_proofs WHERE profile_id IN (${marks(ids.length)})`;
    const kept = new Map((await sql.rows<Row>(text, ids)).map((row) => [row.profile_id, fromRow(row)]));
    return new Map(ids.map((id) => [id, kept.get(id) ?? usualProof]));
  };
  return {
    byIds,
    async save(profileId: string, { freshProofSeconds, recentChangeHours }: ProfileProof): Promise<void> {
      await sql.run(
        `INSERT INTO profile_proofs (profile_id, fresh_proof_seconds, recent_change_hours) VALUES (?, ?, ?)
         ON CONFLICT (profile_id) DO UPDATE SET fresh_proof_seconds = excluded.fresh_proof_seconds, recent_change_hours = excluded.recent_change_hours`,
        [profileId, freshProofSeconds, recentChangeHours],
      );
    },
  };
}
