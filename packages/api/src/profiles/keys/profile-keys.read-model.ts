import { type MasterKeyRecord, masterKeyRepository } from "../../keys/index.ts";
import type { Sql } from "../../platform/sql.ts";
import { type ProfileRecord, profileRepository } from "../card-profile.repository.ts";
import { onOffer } from "../profiles.read-model.ts";
import { cardTypeFor } from "./profile-keys.ts";
import { profileKeysRepository } from "./profile-keys.repository.ts";
import type { CardProfileKeys } from "./profile-keys.types.ts";

export type { ProfileRecord } from "../card-profile.repository.ts";
export type { MasterKeyRecord } from "../../keys/index.ts";

/** What can be asked about the key settings of profiles. */
export interface ProfileKeysReadModel {
  keysOf(profile: ProfileRecord): Promise<CardProfileKeys>;
  /** The profiles that use a master key, by name. */
  profilesUsing(masterKey: MasterKeyRecord): Promise<ProfileRecord[]>;
}

/** @returns the answers to what can be asked about the key settings of profiles */
export function profileKeysReadModel(reader: Sql): ProfileKeysReadModel {
  return {
    async keysOf(profile) {
      const { keys } = profile;
      const cardType = onOffer(cardTypeFor(profile));
      const masterKey = keys.masterKeyId === null ? null : await masterKeyRepository(reader).byId(keys.masterKeyId);
      const shared = keys.keySource === "UNIFORM" ? masterKey?.checkValues[0] : null;
      return {
        ...keys,
        cardType,
        customType: customOf(profile),
        masterKey,
        uniformKeyCheckValue: shared ?? null,
        cipher: cardType.cipher,
        isLegacyCipher: cardType.isLegacyCipher,
        windowsScreen: cardType.windowsScreen,
        adminKeyTries: cardType.adminKeyTries,
      };
    },
    async profilesUsing({ id }) {
      const ids = await profileKeysRepository(reader).profilesUsing(id);
      const found = await profileRepository(reader).byIds(ids);
      return ids.flatMap((one) => found.get(one) ?? []);
    },
  };
}

/** A described type with its lengths in hex digits, as people count them. */
function customOf({ keys: { custom } }: ProfileRecord): CardProfileKeys["customType"] {
  if (custom === null) return null;
  return {
    ...custom,
    challengeLengths: custom.challengeLengths.map((bytes) => bytes * 2),
    keyLength: custom.keyLength * 2,
  };
}
