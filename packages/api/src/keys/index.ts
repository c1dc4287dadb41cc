export { createKekFile, type KeyEncryptionKey, KeyFileUnusable, readKekFile } from "./kek-file.ts";
export {
  dataKeySeals,
  type DataKeyRecord,
  type KeyCare,
  type Keyring,
  type KeyRotation,
  makeKeyCare,
  makeKeyring,
  unlockKeys,
} from "./data-keys/index.ts";
export { type KeyedCard, type KeyTrouble, type KeyUse, type KeyVault, makeKeyVault } from "./key-vault.ts";
export {
  type CardKeySource,
  CheckValueConventionEnum,
  KeyCheckValue,
  KeyDerivesOthers,
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
export { settleKeyFile } from "./providers/file-provider.ts";
export { KekUnavailable, type KeyProvider, type ProviderFinding } from "./providers/key-provider.ts";
export { openPkcs11Provider, TokenUnusable } from "./providers/pkcs11-provider.ts";
export { makeSecretSeal } from "./secret-seal.ts";
