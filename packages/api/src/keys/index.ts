export { createKekFile, type KeyEncryptionKey, KeyFileUnusable, readKekFile } from "./kek-file.ts";
export { type KeyedCard, type KeyTrouble, type KeyUse, type KeyVault, makeKeyVault } from "./key-vault.ts";
export { makeSecretSeal } from "./secret-seal.ts";
