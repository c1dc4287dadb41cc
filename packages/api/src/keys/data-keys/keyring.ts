import { wipe } from "@unlatch/core/bytes";
import type { Clock } from "../../platform/clock.ts";
import { installationRepository } from "../../platform/installation.repository.ts";
import type { Random } from "../../platform/random.ts";
import type { Sql } from "../../platform/sql.ts";
import type { KeyEncryptionKey } from "../kek-file.ts";
import { KekUnavailable } from "../providers/key-provider.ts";
import { type DataKeyRecord, dataKeyRepository } from "./data-key.repository.ts";

/** What data keys of several epochs are for. */
export type RotatedPurpose = "ADMIN_KEYS" | "MASTER_KEYS";

/** A data key, in clear. It belongs to the keyring: nobody else wipes it. */
export interface DataKey {
  readonly id: string;
  readonly key: Uint8Array;
}

/** Opens data keys once and holds them in memory, where what they seal is opened many times. */
export interface Keyring {
  /**
   * The data key that seals now, made where there is none yet, and held until the unit ends.
   *
   * @param count - how many secrets are going to be sealed with it, one unless told
   */
  forSealing(sql: Sql, purpose: RotatedPurpose, count?: number): Promise<DataKey>;
  /**
   * @returns null when there is no such data key any more, or it is another installation's
   * @throws KekUnavailable when the key-encryption key is not at hand
   */
  forOpening(sql: Sql, purpose: RotatedPurpose, id: string): Promise<DataKey | null>;
  /** Begins a new epoch: what is sealed from now on is sealed under a new data key. */
  beginEpoch(sql: Sql, purpose: RotatedPurpose): Promise<DataKeyRecord>;
  /** Forgets a data key that was destroyed. */
  forget(purpose: RotatedPurpose, id: string): void;
}

/** What a keyring is made of. */
export interface KeyringParts {
  readonly kek: KeyEncryptionKey;
  readonly clock: Clock;
  readonly random: Random;
}

/**
 * @returns the data keys over one key-encryption key. Which one seals is asked of the database in the unit that seals, so
 *   that replicas agree and a unit that is rolled back leaves no key behind; only the opened bytes are remembered.
 */
export function makeKeyring(parts: KeyringParts): Keyring {
  const opened = new Map<string, Uint8Array>();
  const keyOf = async (record: DataKeyRecord) => {
    const place = `${record.purpose} ${record.id}`;
    const key = opened.get(place) ?? (await unwrapped(parts.kek, record));
    if (key !== null) opened.set(place, key);
    return key;
  };
  const ring: Keyring = {
    async forSealing(sql, purpose, count = 1) {
      const keys = dataKeyRepository(sql);
      if (!(await keys.countSeals(purpose, count))) {
        // Whoever was first holds the lock: then there is one now.
        await followKek(parts.kek, sql);
        if (!(await keys.countSeals(purpose, count))) {
          await ring.beginEpoch(sql, purpose);
          await keys.countSeals(purpose, count);
        }
      }
      const record = await keys.active(purpose);
      const key = record && (await keyOf(record));
      if (!record || !key) throw new KekUnavailable("The data key that seals cannot be unwrapped.");
      return { id: record.id, key };
    },
    async forOpening(sql, purpose, id) {
      const known = opened.get(`${purpose} ${id}`);
      if (known !== undefined) return { id, key: known };
      const record = await dataKeyRepository(sql).byId(purpose, id);
      const key = record === null ? null : await keyOf(record);
      return key === null ? null : { id, key };
    },
    beginEpoch: (sql, purpose) => beginEpoch(parts, sql, purpose),
    forget(purpose, id) {
      const place = `${purpose} ${id}`;
      wipe(opened.get(place) ?? new Uint8Array());
      opened.delete(place);
    },
  };
  return ring;
}

async function unwrapped(kek: KeyEncryptionKey, record: DataKeyRecord): Promise<Uint8Array | null> {
  if (record.state === "DESTROYED") return null;
  if (record.wrapped.length > 0) return kek.provider.unwrap(record, record);
  return record.id === kek.id ? kek.sealsAdminKeys : null;
}

async function beginEpoch(
  { kek, random, clock }: KeyringParts,
  sql: Sql,
  purpose: RotatedPurpose,
): Promise<DataKeyRecord> {
  await followKek(kek, sql);
  const keys = dataKeyRepository(sql);
  await keys.deactivate(purpose, clock());
  const name = { purpose, id: random.id(), epoch: (await keys.newestEpoch(purpose)) + 1 };
  const dataKey = random.bytes(32);
  const wrapped = await kek.provider.wrap(dataKey, name).finally(() => wipe(dataKey));
  const record = { ...name, ...wrapped, state: "ACTIVE", sealedCount: 0, createdAt: clock() } as const;
  if (await keys.add({ ...record, deactivatedAt: null })) return { ...record, deactivatedAt: null };
  const others = await keys.active(purpose);
  if (others === null) throw new RangeError(`purpose: no data key of ${purpose} became active`);
  return others;
}

/** A key-encryption key that was replaced meanwhile wraps nothing any more; nobody replaces it before this unit ends. */
async function followKek({ provider }: KeyEncryptionKey, sql: Sql): Promise<void> {
  const installation = await installationRepository(sql).lock();
  if (installation === null || installation.kekId === provider.kekId) return;
  if (!(await provider.use(installation.kekId))) {
    throw new KekUnavailable(`The key-encryption key ${installation.kekId} is not at hand.`);
  }
}
