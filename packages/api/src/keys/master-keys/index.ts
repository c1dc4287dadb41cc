import { type UserRecord, userRepository } from "../../identity/index.ts";
import { batchLoader, perRequest } from "../../platform/per-request.ts";
import type { Sql } from "../../platform/sql.ts";
import { makeCreateMasterKey } from "./create-master-key.ts";
import { makeApproveMasterKey, makeRejectMasterKey } from "./decide-master-key.ts";
import { makeEnterMasterKeyComponent } from "./enter-master-key-component.ts";
import type { MasterKeyDesk } from "./master-key-desk.ts";
import { type MasterKeyRecord, masterKeysReadModel } from "./master-keys.read-model.ts";
import {
  MasterKeyComponentFieldsResolver,
  MasterKeyFieldsResolver,
  MasterKeysResolver,
  type MasterKeyVerbs,
} from "./master-keys.resolver.ts";

export type { CardKeySource } from "./card-key-source.ts";
export type { KeyUsageConflict as KeyUsageConflictOutcome, StrictModeRefusesLegacy } from "./master-key-refusals.ts";
export { masterKeyRefusalTexts } from "./master-key-refusals.ts";
export { type MasterKeyRecord, masterKeyRepository } from "./master-key.repository.ts";
export { CheckValueConventionEnum, KeyCheckValue, MasterKey } from "./master-keys.types.ts";
export { KeyUsageConflict, StrictModeRefusesLegacy as StrictModeRefusesLegacyType } from "./save-master-key.types.ts";
export type { SecretSeals } from "./secret-seals.ts";
export { KeyDerivesOthers, type SourcedVault, sourcedVault } from "./sourced-vault.ts";

/** Master keys as the rest of the server knows them. */
export interface MasterKeys extends MasterKeyVerbs {
  readonly resolvers: readonly object[];
  readonly masterKeysByIds: (ids: readonly string[]) => Promise<ReadonlyMap<string, MasterKeyRecord>>;
}

/** @returns the ceremonies of master keys, put together */
export function makeMasterKeys(desk: MasterKeyDesk & { readonly reader: Sql }): MasterKeys {
  const read = masterKeysReadModel(desk.reader);
  const usersOf = perRequest(() => batchLoader<UserRecord>((ids) => userRepository(desk.reader).byIds(ids)));
  const verbs: MasterKeyVerbs = {
    createMasterKey: makeCreateMasterKey(desk),
    enterMasterKeyComponent: makeEnterMasterKeyComponent(desk),
    approveMasterKey: makeApproveMasterKey(desk),
    rejectMasterKey: makeRejectMasterKey(desk),
  };
  return {
    ...verbs,
    resolvers: [
      new MasterKeysResolver(read, verbs),
      new MasterKeyFieldsResolver(usersOf),
      new MasterKeyComponentFieldsResolver(usersOf),
    ],
    masterKeysByIds: read.byIds,
  };
}
