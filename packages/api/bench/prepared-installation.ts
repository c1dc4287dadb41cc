import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { toHex } from "@unlatch/core/bytes";
import { cardTypeNamed } from "@unlatch/core/challenge/card-types";
import { unblockPinOffline } from "@unlatch/core/process/definitions";
import Database from "better-sqlite3";
import { hashOfToken } from "../src/identity/sessions/session-token.ts";
import { makeKeyVault, readKekFile, unlockKeys } from "../src/keys/index.ts";
import { systemClock } from "../src/platform/clock.ts";
import { systemRandom } from "../src/platform/random.ts";
import { sqlOn } from "../src/platform/sql.ts";
import { entitiesFor } from "../src/entities.ts";
import { openDatabase } from "../src/platform/data-source.ts";

const main = fileURLToPath(new URL("../dist/main.js", import.meta.url));
const cardType = "hid-crescendo-3des";

/** One release that is ready to be asked for: a signed-in holder, their card, an open process and a challenge. */
export interface PreparedRelease {
  readonly cookie: string;
  readonly processId: string;
  readonly challenge: string;
}

/** Starts a server and waits until it answers. */
export async function started(
  command: readonly string[],
  environment: Record<string, string>,
): Promise<{ origin: string; pid: number; stop(): Promise<void> }> {
  const server = spawn(process.execPath, command, {
    env: { PATH: process.env["PATH"], ...environment },
    stdio: ["ignore", "ignore", "inherit"],
  });
  const ended = new Promise<void>((resolve) => server.once("exit", () => resolve()));
  const origin = `http://127.0.0.1:${environment["PORT"]}`;
  for (const end = Date.now() + 20_000; Date.now() < end && server.exitCode === null;) {
    const answers = await fetch(`${origin}/healthz`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (answers) return { origin, pid: server.pid ?? 0, stop: async () => (server.kill("SIGTERM"), ended) };
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`${command.join(" ")} did not start.`);
}

/** The product as a host starts it. */
export const product = (dataDirectory: string, port: number) =>
  started([main], {
    UNLATCH_MODE: "production",
    UNLATCH_AD_HOC_DOCUMENTS: "on",
    UNLATCH_DATA_DIR: dataDirectory,
    PORT: String(port),
    UNLATCH_LOG_LEVEL: "error",
  });

/**
 * Makes an installation in an empty directory, with holders who each have one card and one open process.
 *
 * @param count - how many releases to prepare
 */
export async function preparedInstallation(directory: string, port: number, count: number): Promise<PreparedRelease[]> {
  await (await product(directory, port)).stop();
  const database = await openDatabase(
    { dialect: "sqlite", file: `${directory}/unlatch.sqlite` },
    entitiesFor("sqlite"),
  );
  const parts = { clock: systemClock, random: systemRandom };
  const { provider } = readKekFile(`${directory}/unlatch.key`, systemRandom);
  const kek = await unlockKeys(database.transactions, { ...parts, provider, adopted: null });
  const vault = makeKeyVault({ kek, ...parts });
  const sql = sqlOn(database.dataSource.createQueryRunner(), "sqlite");
  const profileId = systemRandom.id();
  const now = new Date();
  const later = new Date(now.getTime() + 3_600_000);
  await sql.run("BEGIN IMMEDIATE");
  await sql.run(
    "INSERT INTO card_profiles (id, name, name_key, description, card_type, version, changed_at) VALUES (?, 'Profile', 'profile', '', ?, 1, ?)",
    [profileId, cardType, now],
  );
  await sql.run(
    "INSERT INTO additional_commands (id, profile_id, state, process, who, position) VALUES (?, ?, 'ACTIVE', ?, 'SELF_SERVICE', 0)",
    [systemRandom.id(), profileId, unblockPinOffline.symbolicName],
  );
  const releases: PreparedRelease[] = [];
  for (let index = 0; index < count; index += 1) {
    const [userId, cardId, processId] = [systemRandom.id(), systemRandom.id(), systemRandom.id()];
    const token = Buffer.from(systemRandom.bytes(32)).toString("base64url");
    const name = `holder-${index}`;
    await sql.run(
      "INSERT INTO users (id, username, username_key, display_name, display_name_key, role, state, created_at, version) VALUES (?, ?, ?, ?, ?, 'SELF_SERVICE_USER', 'ACTIVE', ?, 1)",
      [userId, name, name, name, name, now],
    );
    await sql.run(
      "INSERT INTO sessions (token_hash, id, user_id, created_at, last_seen_at, expires_at, proved_at, proved_with) VALUES (?, ?, ?, ?, ?, ?, ?, 'PASSWORD')",
      [hashOfToken(token), systemRandom.id(), userId, now, later, later, now],
    );
    const serial = String(700_000_000_000 + index);
    await sql.run(
      "INSERT INTO cards (id, serial_number, serial_reversed, label, state, profile_id, holder_id, created_at, version) VALUES (?, ?, ?, 'Card', 'ACTIVE', ?, ?, ?, 1)",
      [cardId, serial, [...serial].reverse().join(""), profileId, userId, now],
    );
    await vault.addAdminKey(sql, { cardId, cardType: cardTypeNamed(cardType) }, systemRandom.bytes(24));
    await sql.run(
      "INSERT INTO processes (id, symbolic_name, card_id, started_by, reference, state, started_at, expires_at) VALUES (?, ?, ?, ?, ?, 'AWAITING_CHALLENGE', ?, ?)",
      [processId, unblockPinOffline.symbolicName, cardId, userId, `R-${index}`, now, later],
    );
    releases.push({ cookie: `unlatch=${token}`, processId, challenge: toHex(systemRandom.bytes(8)) });
  }
  await sql.run("COMMIT");
  await database.close();
  const raw = new Database(`${directory}/unlatch.sqlite`);
  raw.pragma("wal_checkpoint(TRUNCATE)");
  raw.close();
  return releases;
}
