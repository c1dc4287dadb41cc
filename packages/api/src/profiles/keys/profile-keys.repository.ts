import type { CipherMode } from "@unlatch/core/challenge/card-types";
import type { CustomCardType } from "@unlatch/core/challenge/custom-card-type";
import type { DiversificationScheme } from "@unlatch/core/keys/diversification-scheme";
import type { KeySource } from "@unlatch/core/keys/key-source";
import { isIdentifier } from "../../platform/identifier.ts";
import { marks, type Sql } from "../../platform/sql.ts";
import type { ProfileKeys } from "./profile-keys.ts";

/** The columns of a profile's key settings, for a statement that joins them as `k`. */
export const profileKeysColumns =
  "k.key_source, k.custom_cipher, k.custom_mode, k.custom_challenge_lengths, k.custom_key_length, k.scheme, k.input_template, k.master_key_id, k.legacy_reason, k.attempt_warn_at, k.attempt_stop_at, k.quota_per_day, k.quota_per_year, k.quota_per_lifetime";

/** A row of `profileKeysColumns`. */
export interface ProfileKeysRow {
  /** Null where the profile has no settings of its own. */
  readonly key_source: KeySource | null;
  readonly custom_cipher: CustomCardType["cipher"] | null;
  readonly custom_mode: CipherMode | null;
  readonly custom_challenge_lengths: string | null;
  readonly custom_key_length: number | null;
  readonly scheme: DiversificationScheme | null;
  readonly input_template: string | null;
  readonly master_key_id: string | null;
  readonly legacy_reason: string | null;
  readonly attempt_warn_at: number | null;
  readonly attempt_stop_at: number | null;
  readonly quota_per_day: number | null;
  readonly quota_per_year: number | null;
  readonly quota_per_lifetime: number | null;
}

/** @returns the key settings of a row, or null where there are none */
export function profileKeysFrom(row: ProfileKeysRow): ProfileKeys | null {
  if (row.key_source === null) return null;
  return {
    keySource: row.key_source,
    custom: customFrom(row),
    scheme: row.scheme,
    inputTemplate: row.input_template,
    masterKeyId: row.master_key_id,
    legacyReason: row.legacy_reason,
    attemptLimits: { warnAt: row.attempt_warn_at, stopAt: row.attempt_stop_at },
    quotas: { perDay: row.quota_per_day, perYear: row.quota_per_year, perLifetime: row.quota_per_lifetime },
  };
}

/** Where the key settings of profiles are kept. */
export function profileKeysRepository(sql: Sql) {
  return {
    async save(profileId: string, keys: ProfileKeys): Promise<void> {
      await sql.run("DELETE FROM profile_keys WHERE profile_id = ?", [profileId]);
      await sql.run(
        `INSERT INTO profile_keys (key_source, custom_cipher, custom_mode, custom_challenge_lengths, custom_key_length,
           scheme, input_template, master_key_id, legacy_reason, attempt_warn_at, attempt_stop_at, quota_per_day,
           quota_per_year, quota_per_lifetime, profile_id) VALUES (${marks(15)})`,
        [...values(keys), profileId],
      );
    },
    /** Every way in which keys of cards are derived in this installation. */
    async derivations(): Promise<{ scheme: DiversificationScheme; inputTemplate: string }[]> {
      const rows = await sql.rows<{ scheme: DiversificationScheme; input_template: string }>(
        "SELECT DISTINCT scheme, input_template FROM profile_keys WHERE key_source = 'DIVERSIFIED'",
      );
      return rows.map(({ scheme, input_template: inputTemplate }) => ({ scheme, inputTemplate }));
    },
    /** The profiles that use a master key, by name. */
    async profilesUsing(masterKeyId: string): Promise<string[]> {
      const rows = await sql.rows<{ id: string }>(
        "SELECT p.id FROM profile_keys k JOIN card_profiles p ON p.id = k.profile_id WHERE k.master_key_id = ? ORDER BY p.name_key",
        [masterKeyId],
      );
      return rows.map(({ id }) => id);
    },
    /** Whether any card of a profile has a stored key. */
    async hasStoredKeys(profileId: string): Promise<boolean> {
      const found = await sql.row(
        "SELECT 1 AS found FROM cards c JOIN admin_keys a ON a.card_id = c.id WHERE c.profile_id = ? LIMIT 1",
        [profileId],
      );
      return found !== null;
    },
    /** A card of a profile to show an example with: the one asked for, or the first by serial number. */
    async sampleCard(profileId: string, cardId: string | null): Promise<{ id: string; serialNumber: string } | null> {
      if (cardId !== null && !isIdentifier(cardId)) return null;
      const [which, parameters] = cardId === null ? ["", [profileId]] : ["AND id = ?", [profileId, cardId]];
      const row = await sql.row<{ id: string; serial_number: string }>(
        `SELECT id, serial_number FROM cards WHERE profile_id = ? ${which} ORDER BY serial_number LIMIT 1`,
        parameters,
      );
      return row === null ? null : { id: row.id, serialNumber: row.serial_number };
    },
  };
}

const values = ({ keySource, custom, scheme, inputTemplate, masterKeyId, ...rest }: ProfileKeys) => [
  keySource,
  custom?.cipher ?? null,
  custom?.mode ?? null,
  custom?.challengeLengths.join(" ") ?? null,
  custom?.keyLength ?? null,
  scheme,
  inputTemplate,
  masterKeyId,
  rest.legacyReason,
  rest.attemptLimits.warnAt,
  rest.attemptLimits.stopAt,
  rest.quotas.perDay,
  rest.quotas.perYear,
  rest.quotas.perLifetime,
];

function customFrom(row: ProfileKeysRow): CustomCardType | null {
  const { custom_cipher: cipher, custom_mode: mode, custom_challenge_lengths: lengths } = row;
  if (cipher === null || mode === null || lengths === null || row.custom_key_length === null) return null;
  return { cipher, mode, challengeLengths: lengths.split(" ").map(Number), keyLength: row.custom_key_length };
}
