import { existsSync } from "node:fs";
import type { Config } from "../config.ts";
import {
  createKekFile,
  type KeyEncryptionKey,
  openPkcs11Provider,
  type KeyProvider,
  readKekFile,
  settleKeyFile,
  unlockKeys,
} from "../keys/index.ts";
import { systemClock } from "../platform/clock.ts";
import type { Database } from "../platform/data-source.ts";
import type { Installation } from "../platform/installation.repository.ts";
import { systemRandom } from "../platform/random.ts";
import { StartRefused } from "./start-refused.ts";

/**
 * Opens the keys of an installation with whoever keeps its key-encryption key; a new one gets a new key-encryption key.
 *
 * @throws StartRefused, KeyFileUnusable, TokenUnusable: one line each for the person who starts the server
 */
export async function unlockInstallation(
  config: Config,
  database: Database,
  found: Installation | null,
): Promise<KeyEncryptionKey> {
  const parts = { clock: systemClock, random: systemRandom };
  if (config.keyProvider.kind === "file") {
    const file = keyFileOf(config, found);
    return unlockKeys(database.transactions, { ...parts, provider: file.provider, adopted: found && file });
  }
  const provider = await tokenOf(config, found);
  return unlockKeys(database.transactions, { ...parts, provider, adopted: null });
}

/** @returns who keeps key-encryption keys as the settings say, whether or not this installation's is there */
export async function openProvider({ keyProvider, keyFile }: Config): Promise<KeyProvider> {
  if (keyProvider.kind === "pkcs11") return openPkcs11Provider(keyProvider, systemRandom);
  return (existsSync(keyFile) ? readKekFile(keyFile, systemRandom) : newKey(keyFile)).provider;
}

function keyFileOf({ keyFile }: Config, found: Installation | null): KeyEncryptionKey {
  if (found === null && !existsSync(keyFile)) return newKey(keyFile);
  if (found !== null) settleKeyFile(keyFile, found.kekId);
  const kek = readKekFile(keyFile, systemRandom);
  if (found && found.kekId !== kek.provider.kekId) {
    throw new StartRefused(`The key file ${keyFile} is not the one that this database's keys are sealed under.`);
  }
  return kek;
}

async function tokenOf(config: Config, found: Installation | null): Promise<KeyProvider> {
  const provider = await openProvider(config);
  const kekId = found?.kekId ?? (await provider.makeNext());
  if (await provider.use(kekId)) return provider;
  await provider.close();
  throw new StartRefused(
    `The token does not hold the key ${kekId} that this database's keys are sealed under. Set UNLATCH_KEK_PROVIDER to where it is.`,
  );
}

function newKey(keyFile: string): KeyEncryptionKey {
  try {
    return createKekFile(keyFile, systemRandom);
  } catch {
    throw new StartRefused(`The key file ${keyFile} cannot be written. Set UNLATCH_KEY_FILE to a place that can.`);
  }
}
