import type { Actor } from "../../platform/actor.ts";
import type { Sql } from "../../platform/sql.ts";
import type { StrictModeRefusesLegacy } from "../../keys/index.ts";
import { type ProfileRecord, profileRepository } from "../card-profile.repository.ts";
import type { ProfileDesk } from "../profile-desk.ts";
import type { CardProfileNotFound, CardTypeInUse, ChangedMeanwhile } from "../profile-refusals.ts";
import { changedMeanwhile, changedNow } from "../profile-version.ts";
import { takesKeysOf } from "../update-card-profile.ts";
import { legacyChoice, type LegacyReasonMissing } from "./legacy-choice.ts";
import { type MasterKeyChoiceRefusal, whyNotMasterKey } from "./master-key-choice.ts";
import { cardTypeFor, type ProfileKeys } from "./profile-keys.ts";
import { profileKeysRepository } from "./profile-keys.repository.ts";
import {
  type ReadProfileKeys,
  readProfileKeys,
  type TypedProfileKeys,
  type UnreadableProfileKeys,
} from "./read-profile-keys.ts";

/** Where the keys of a profile's cards are to come from, and the version that was looked at. */
export interface SaveProfileKeysCommand extends TypedProfileKeys {
  readonly profileId: string;
  readonly version: number;
}

/** Everything that can come of it; each name is also the GraphQL type the client receives. */
export type SaveProfileKeysOutcome =
  | { readonly type: "ProfileKeysSaved"; readonly cardProfile: ProfileRecord }
  | CardProfileNotFound
  | ChangedMeanwhile
  | UnreadableProfileKeys
  | LegacyReasonMissing
  | StrictModeRefusesLegacy
  | CardTypeInUse
  | MasterKeyChoiceRefusal;

/** Decides how the cards of a profile answer and where their keys come from. */
export const makeSaveProfileKeys =
  ({ unitOfWork, clock, isStrict }: ProfileDesk) =>
  (actor: Actor, command: SaveProfileKeysCommand): Promise<SaveProfileKeysOutcome> =>
    unitOfWork.audited<SaveProfileKeysOutcome>(
      { name: "profile.saveKeys", success: "ProfileKeysSaved" },
      actor,
      async ({ sql, concerns }) => {
        const profile = await profileRepository(sql).lockById(command.profileId);
        if (profile === null) return { type: "CardProfileNotFound" };
        concerns({ profileId: profile.id, profileName: profile.name });
        if (profile.version !== command.version) return changedMeanwhile(sql, profile, clock());
        const read = readProfileKeys(command);
        if (read.type !== "KeysRead") return read;
        const choice = legacyChoice(read.answersAs, { typedReason: command.legacyReason, isStrict });
        if (choice.type !== "Chosen") return choice;
        const refusal = await whyNot(sql, profile, read);
        if (refusal !== null) return refusal;
        const keys = { ...read.keys, legacyReason: choice.reason };
        const cardProfile = changedNow({ ...profile, cardType: read.cardType, keys }, { actor, clock });
        await profileRepository(sql).save(cardProfile);
        await profileKeysRepository(sql).save(profile.id, keys);
        concerns({ facts: differences(profile, cardProfile) });
        return { type: "ProfileKeysSaved", cardProfile };
      },
    );

async function whyNot(
  sql: Sql,
  profile: ProfileRecord,
  { answersAs, keys }: ReadProfileKeys,
): Promise<CardTypeInUse | MasterKeyChoiceRefusal | null> {
  const before = cardTypeFor(profile);
  const kept = profileKeysRepository(sql);
  const usesStoredKeys = keys.masterKeyId === null;
  if (usesStoredKeys && !takesKeysOf(before, answersAs) && (await kept.hasStoredKeys(profile.id))) {
    return { type: "CardTypeInUse", label: before.label };
  }
  return whyNotMasterKey(sql, { keys, answersAs }, await kept.sampleCard(profile.id, null));
}

/** What changed, in words that name keys by id only. */
function differences(before: ProfileRecord, after: ProfileRecord): Record<string, string> {
  const [old, now] = [settingsOf(before), settingsOf(after)];
  const changed = Object.keys(now).filter((name) => old[name] !== now[name]);
  const facts = changed.flatMap((name) => [
    [`${name}Before`, old[name] ?? ""],
    [`${name}After`, now[name] ?? ""],
  ]);
  const { legacyReason } = after.keys;
  return { ...Object.fromEntries(facts), ...(legacyReason === null ? {} : { legacyReason }) };
}

function settingsOf({ cardType, keys }: { cardType: string; keys: ProfileKeys }): Record<string, string> {
  const { custom, attemptLimits, quotas } = keys;
  const lengths = custom === null ? "" : `${custom.challengeLengths.join("/")} ${custom.keyLength}`;
  return {
    cardType: custom === null ? cardType : `custom ${custom.cipher} ${custom.mode} ${lengths}`,
    keySource: keys.keySource,
    scheme: keys.scheme ?? "none",
    inputTemplate: keys.inputTemplate ?? "none",
    masterKey: keys.masterKeyId ?? "none",
    attemptLimits: `${attemptLimits.warnAt ?? "usual"}/${attemptLimits.stopAt ?? "usual"}`,
    quotas: `${quotas.perDay ?? "usual"}/${quotas.perYear ?? "usual"}/${quotas.perLifetime ?? "usual"}`,
  };
}
