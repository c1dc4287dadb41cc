import { existsSync } from "node:fs";
import type { Config, Mode } from "../config.ts";
import { entitiesFor } from "../entities.ts";
import type { KeyEncryptionKey } from "../keys/index.ts";
import { type Database, type DatabaseLocation, openDatabase } from "../platform/data-source.ts";
import { type Installation, installationRepository } from "../platform/installation.repository.ts";
import { StartRefused } from "./start-refused.ts";
import { unlockInstallation } from "./unlock-installation.ts";

/** An open database together with the key that its secrets are sealed under. */
export interface OpenInstallation {
  readonly database: Database;
  readonly kek: KeyEncryptionKey;
  readonly mode: Mode;
  /** Whether nothing was ever set up in it. */
  readonly isNew: boolean;
}

/**
 * Opens the installation that the settings point to, or begins a new one.
 *
 * @param mayBegin - false for a command beside the server: then there must be one already, and nothing is made
 *
 * @throws StartRefused, KeyFileUnusable or NewerDatabase: one line each for the person who started the server
 */
export async function openInstallation(config: Config, mayBegin = true): Promise<OpenInstallation> {
  const { database: location } = config;
  if (!mayBegin && location.dialect === "sqlite" && !existsSync(location.file)) throw noInstallation(config);
  const database = await opened(config.database);
  try {
    const found = await installationRepository(database.reader).find();
    if (!mayBegin && found === null) throw noInstallation(config);
    const mode = modeOf(config, found);
    const kek = await unlockInstallation(config, database, found);
    return { database, kek, mode, isNew: found === null };
  } catch (fault) {
    await database.close();
    throw fault;
  }
}

function noInstallation({ database, dataDirectory }: Config): StartRefused {
  const place = database.dialect === "sqlite" ? dataDirectory : "this database";
  return new StartRefused(`There is no installation in ${place} yet. Start the server first.`);
}

function modeOf({ mode }: Config, found: Installation | null): Mode {
  if (found && mode && found.mode !== mode) {
    throw new StartRefused(
      `This installation is for ${found.mode}, not for ${mode}. Set UNLATCH_DATA_DIR (or DATABASE_URL) to another one, or UNLATCH_MODE=${found.mode}.`,
    );
  }
  return found?.mode ?? mode ?? "demonstration";
}

async function opened(location: DatabaseLocation): Promise<Database> {
  try {
    return await openDatabase(location, entitiesFor(location.dialect));
  } catch (fault) {
    throw refusalOf(fault, location) ?? fault;
  }
}

const unreachable = /^(ECONN|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOST|ENET|57P03|3D000|28)/;

function refusalOf(fault: unknown, location: DatabaseLocation): StartRefused | null {
  const { code = "", message = "" } = fault as { code?: string; message?: string };
  if (location.dialect === "postgres") {
    const isUnreachable = unreachable.test(code) || /timeout|terminated/i.test(message);
    const { host, pathname } = new URL(location.url);
    return isUnreachable
      ? new StartRefused(`PostgreSQL at ${host}${pathname} cannot be used (${code || "no answer"}).`)
      : null;
  }
  if (!code.startsWith("SQLITE_")) return null;
  return new StartRefused(`The database ${location.file} cannot be used (${code}).`);
}
