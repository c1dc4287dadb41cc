import { userRepository, type UserRecord } from "../identity/index.ts";
import { type BatchLoader, batchLoader, perRequest } from "../platform/per-request.ts";
import type { RequestContext } from "../platform/request-context.ts";
import type { Sql } from "../platform/sql.ts";
import type { ProfileRecord } from "./card-profile.repository.ts";
import { makeCreateCardProfile } from "./create-card-profile.ts";
import { makeDisableProcess } from "./disable-process.ts";
import { makeEnableProcess } from "./enable-process.ts";
import { makeDerivationPreview } from "./keys/derivation-preview.ts";
import { profileKeysReadModel } from "./keys/profile-keys.read-model.ts";
import { MasterKeyProfilesResolver, ProfileKeysResolver } from "./keys/profile-keys.resolver.ts";
import { makeSaveProfileKeys } from "./keys/save-profile-keys.ts";
import type { SourcedVault } from "../keys/index.ts";
import type { ProfileDesk } from "./profile-desk.ts";
import { profilesReadModel } from "./profiles.read-model.ts";
import { profileProofRepository } from "./proof/profile-proof.repository.ts";
import { ProfileProofResolver } from "./proof/profile-proof.resolver.ts";
import { makeSaveProfileProof } from "./proof/save-profile-proof.ts";
import { ProfilesResolver } from "./profiles.resolver.ts";
import { type ProfileVerbs, SaveCardProfileResolver } from "./save-card-profile.resolver.ts";
import { makeSaveStateCommands } from "./save-state-commands.ts";
import { makeUpdateCardProfile } from "./update-card-profile.ts";

export { type ProfileRecord, profileRepository } from "./card-profile.repository.ts";
export { CardProfile, CardTypeOnOffer } from "./card-profile.types.ts";
export { CardStateEnum, ProcessDefinitionType as ProcessDefinition, WhoEnum } from "./process-definition.types.ts";
export { type CardToKey, cardTypeOfCard, keyedCard } from "./keys/keyed-card.ts";
export { cardTypeFor, type ProfileKeys, usualKeys } from "./keys/profile-keys.ts";
export { profileKeysRepository } from "./keys/profile-keys.repository.ts";
export { KeySourceEnum } from "./keys/profile-keys.types.ts";
export { type LegacyChoice, legacyChoice, type LegacyReasonMissing } from "./keys/legacy-choice.ts";
export { profileKeysRefusalTexts } from "./keys/profile-keys-refusals.ts";
export { usualProof } from "./proof/profile-proof.ts";
export { profileRefusalTexts } from "./profile-refusals.ts";
export { CardTypeUnknown, LegacyReasonMissing as LegacyReasonMissingType } from "./card-type-refusals.types.ts";
export { CardProfileNotFound, ProcessUnknown } from "./save-card-profile.types.ts";

/** Card profiles as the rest of the server knows them. */
export interface Profiles extends ProfileVerbs {
  readonly resolvers: readonly object[];
  readonly saveProfileKeys: ReturnType<typeof makeSaveProfileKeys>;
  /** Loads the profiles that one request asks for together. */
  readonly profilesOf: (context: RequestContext) => BatchLoader<ProfileRecord>;
}

/** @returns the domain of card profiles, put together */
export function makeProfiles(
  desk: ProfileDesk & { readonly reader: Sql; readonly vault: Pick<SourcedVault, "withAdminKey"> },
): Profiles {
  const read = profilesReadModel(desk.reader);
  const usersOf = perRequest(() => batchLoader<UserRecord>((ids) => userRepository(desk.reader).byIds(ids)));
  const verbs: ProfileVerbs = {
    createCardProfile: makeCreateCardProfile(desk),
    updateCardProfile: makeUpdateCardProfile(desk),
    saveStateCommands: makeSaveStateCommands(desk),
    enableProcess: makeEnableProcess(desk),
    disableProcess: makeDisableProcess(desk),
  };
  const keys = profileKeysReadModel(desk.reader);
  const saveProfileKeys = makeSaveProfileKeys(desk);
  return {
    ...verbs,
    saveProfileKeys,
    resolvers: [
      new ProfilesResolver(read, usersOf),
      new SaveCardProfileResolver(verbs),
      new ProfileKeysResolver(keys, makeDerivationPreview(desk), saveProfileKeys),
      new MasterKeyProfilesResolver(keys),
      new ProfileProofResolver(makeSaveProfileProof(desk), () =>
        batchLoader((ids) => profileProofRepository(desk.reader).byIds(ids)),
      ),
    ],
    profilesOf: perRequest(() => batchLoader((ids) => read.byIds(ids))),
  };
}
