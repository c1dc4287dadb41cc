import { userRepository } from "../identity/index.ts";
import type { Actor } from "../platform/actor.ts";
import type { Clock } from "../platform/clock.ts";
import type { Sql } from "../platform/sql.ts";
import type { ProfileRecord } from "./card-profile.repository.ts";
import type { ChangedMeanwhile } from "./profile-refusals.ts";

/** @returns the profile one version further, with who changed it and when */
export function changedNow(
  profile: Omit<ProfileRecord, "changedAt" | "changedById">,
  { actor, clock }: { readonly actor: Actor; readonly clock: Clock },
): ProfileRecord {
  const changedById = actor.type === "person" ? actor.userId : null;
  return { ...profile, version: profile.version + 1, changedAt: clock(), changedById };
}

/** @returns the refusal of a change that was made from an older version of a profile than there is */
export async function changedMeanwhile(
  sql: Sql,
  cardProfile: ProfileRecord,
  noticedAt: Date,
): Promise<ChangedMeanwhile> {
  const { changedById, changedAt } = cardProfile;
  const changer = changedById === null ? null : await userRepository(sql).byId(changedById);
  return { type: "ChangedMeanwhile", changedBy: changer?.displayName ?? null, changedAt, noticedAt, cardProfile };
}
