import type { CardTypeName } from "@unlatch/core/challenge/card-types";
import type { CardState } from "@unlatch/core/lifecycle/card-states";
import type { AdditionalCommand } from "@unlatch/core/process/availability";
import type { Who } from "@unlatch/core/process/definition";
import { fold } from "../identity/index.ts";
import { isIdentifier } from "../platform/identifier.ts";
import { type ProfileKeys, usualKeys } from "./keys/profile-keys.ts";
import {
  profileKeysColumns,
  profileKeysFrom,
  profileKeysRepository,
  type ProfileKeysRow,
} from "./keys/profile-keys.repository.ts";
import { instantFrom, marks, type Sql } from "../platform/sql.ts";

/** A card profile with its rows of Additional Commands, each state's in the order the administrator gave them. */
export interface ProfileRecord {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly cardType: CardTypeName;
  /** Grows with every change; who saves an older one is told that somebody changed it meanwhile. */
  readonly version: number;
  readonly changedAt: Date;
  /** Null where the server itself made it. */
  readonly changedById: string | null;
  readonly commands: readonly AdditionalCommand[];
  /** Where the keys of its cards come from. */
  readonly keys: ProfileKeys;
}

/** Where card profiles are kept. */
export function profileRepository(sql: Sql) {
  const byIds = async (ids: readonly string[]): Promise<ReadonlyMap<string, ProfileRecord>> => {
    const known = ids.filter(isIdentifier);
    if (known.length === 0) return new Map();
    return grouped(await sql.rows<Row>(`${select} WHERE p.id IN (${marks(known.length)}) ${order}`, known));
  };
  const byId = async (id: string) => (await byIds([id])).get(id) ?? null;
  const lockedBy = async (id: string, lock: string) => {
    if (!isIdentifier(id)) return null;
    const row = await sql.row(`SELECT id FROM card_profiles WHERE id = ?${lock}`, [id]);
    return row === null ? null : byId(id);
  };
  return {
    byId,
    byIds,
    /** Reads it for changing it: until the unit commits, no other unit changes or relies on it. */
    lockById: (id: string) => lockedBy(id, sql.forUpdate),
    /** Reads it for relying on it: until the unit commits nobody changes it, but others may rely on it as well. */
    holdById: (id: string) => lockedBy(id, sql.dialect === "postgres" ? " FOR SHARE" : ""),
    ...names(sql),
    ...writing(sql),
  };
}

function names(sql: Sql) {
  return {
    /** The profile that has a name, whatever its case. */
    async idNamed(name: string): Promise<string | null> {
      const named = "SELECT id FROM card_profiles WHERE name_key = ?";
      return (await sql.row<{ id: string }>(named, [fold(name)]))?.id ?? null;
    },
    /** Until the unit commits, no other unit gives or changes a name. Taken before any row is locked. */
    async holdNames(): Promise<void> {
      if (sql.dialect === "postgres") await sql.rows("SELECT pg_advisory_xact_lock(?)", [namesLock]);
    },
    /** Whether any card has this profile. */
    async hasCards(id: string): Promise<boolean> {
      return (await sql.row("SELECT 1 AS found FROM cards WHERE profile_id = ? LIMIT 1", [id])) !== null;
    },
  };
}

const namesLock = 0x0_1a_7c_5;

function writing(sql: Sql) {
  return {
    async insert(profile: ProfileRecord): Promise<void> {
      await sql.run(
        `INSERT INTO card_profiles (name, name_key, description, card_type, version, changed_at, changed_by, id)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
        [...columns(profile), profile.id],
      );
      await profileKeysRepository(sql).save(profile.id, profile.keys);
    },
    /** Keeps everything but the commands and the key settings. */
    async save(profile: ProfileRecord): Promise<void> {
      await sql.run(
        `UPDATE card_profiles SET name = ?, name_key = ?, description = ?, card_type = ?, version = ?, changed_at = ?, changed_by = ?
         WHERE id = ?`,
        [...columns(profile), profile.id],
      );
    },
    /** Makes the rows of one state exactly these, in this order. */
    async replaceCommands({ profileId, state, commands, newId }: StateCommands): Promise<void> {
      await sql.run("DELETE FROM additional_commands WHERE profile_id = ? AND state = ?", [profileId, state]);
      for (const [position, { symbolicName, who }] of commands.entries()) {
        await sql.run(
          "INSERT INTO additional_commands (id, profile_id, state, process, who, position) VALUES (?, ?, ?, ?, ?, ?)",
          [newId(), profileId, state, symbolicName, who.join(" "), position],
        );
      }
    },
  };
}

interface StateCommands {
  readonly profileId: string;
  readonly state: CardState;
  readonly commands: readonly AdditionalCommand[];
  readonly newId: () => string;
}

const columns = (profile: ProfileRecord) => [
  profile.name,
  fold(profile.name),
  profile.description,
  profile.cardType,
  profile.version,
  profile.changedAt,
  profile.changedById,
];

const select = `SELECT p.id, p.name, p.description, p.card_type, p.version, p.changed_at, p.changed_by, a.state, a.process, a.who,
  ${profileKeysColumns}
  FROM card_profiles p LEFT JOIN additional_commands a ON a.profile_id = p.id LEFT JOIN profile_keys k ON k.profile_id = p.id`;
const order = "ORDER BY p.id, a.state, a.position";

interface Row extends ProfileKeysRow {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly card_type: CardTypeName;
  readonly version: number;
  readonly changed_at: unknown;
  readonly changed_by: string | null;
  readonly state: CardState | null;
  readonly process: string;
  readonly who: string;
}

function grouped(rows: readonly Row[]): ReadonlyMap<string, ProfileRecord> {
  const found = new Map<string, ProfileRecord & { commands: AdditionalCommand[] }>();
  for (const row of rows) {
    const profile = found.get(row.id) ?? recordFrom(row);
    found.set(row.id, profile);
    if (row.state !== null) {
      profile.commands.push({ state: row.state, symbolicName: row.process, who: row.who.split(" ") as Who[] });
    }
  }
  return found;
}

function recordFrom(row: Row): ProfileRecord & { commands: AdditionalCommand[] } {
  return {
    id: row.id,
    name: row.name,
    description: row.description,
    cardType: row.card_type,
    version: Number(row.version),
    changedAt: instantFrom(row.changed_at),
    changedById: row.changed_by,
    commands: [],
    keys: profileKeysFrom(row) ?? usualKeys(row.card_type),
  };
}
