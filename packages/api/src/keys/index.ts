export { createKekFile, type KeyEncryptionKey, KeyFileUnusable, readKekFile } from "./kek-file.ts";
export { type KeyedCard, type KeyTrouble, type KeyUse, type KeyVault, makeKeyVault } from "./key-vault.ts";
export {
  type CardKeySource,
  CheckValueConventionEnum,
  KeyCheckValue,
  KeyDerivesOthers,
  kekSeals,
  KeyUsageConflict,
  type KeyUsageConflictOutcome,
  makeMasterKeys,
  MasterKey,
  masterKeyRefusalTexts,
  type MasterKeyRecord,
  masterKeyRepository,
  type MasterKeys,
  type SecretSeals,
  type SourcedVault,
  sourcedVault,
  type StrictModeRefusesLegacy,
  StrictModeRefusesLegacyType,
} from "./master-keys/index.ts";
