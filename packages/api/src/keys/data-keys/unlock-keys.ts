import { wipe } from "@unlatch/core/bytes";
import type { Clock } from "../../platform/clock.ts";
import type { Random } from "../../platform/random.ts";
import type { Sql } from "../../platform/sql.ts";
import type { Transactions } from "../../platform/transactions.ts";
import type { KeyEncryptionKey } from "../kek-file.ts";
import type { KeyProvider } from "../providers/key-provider.ts";
import { dataKeyRepository } from "./data-key.repository.ts";

/** Data keys that stay the same for good: what they make is compared with what they made years ago, or lives for minutes. */
const lasting = {
  sealsChallenges: "CHALLENGES",
  fingerprintsChallenges: "CHALLENGE_FINGERPRINTS",
  fingerprintsKeys: "KEY_FINGERPRINTS",
  sealsSignInSecrets: "SIGN_IN_SECRETS",
  fingerprintsSignIns: "SIGN_IN_FINGERPRINTS",
} as const;

/** What is needed to unlock an installation's keys. */
export interface UnlockParts {
  readonly provider: KeyProvider;
  /** The key file's own keys, where this installation used them before there were data keys; null: it never did. */
  readonly adopted: KeyEncryptionKey | null;
  readonly clock: Clock;
  readonly random: Random;
}

/**
 * Unwraps the keys that an installation uses all the time, once, at its start; makes them where there are none yet.
 *
 * @throws KekUnavailable, SealBroken when they cannot be unwrapped
 */
export async function unlockKeys(transactions: Transactions, parts: UnlockParts): Promise<KeyEncryptionKey> {
  const { provider, adopted } = parts;
  return transactions.run(async (sql) => {
    const id = (await dataKeyRepository(sql).active(lasting.sealsChallenges))?.id ?? adopted?.id ?? parts.random.id();
    const key = (purpose: keyof typeof lasting) => lastingKey(sql, parts, { purpose, id });
    return {
      id,
      provider,
      sealsAdminKeys: adopted?.id === id ? adopted.sealsAdminKeys : null,
      sealsChallenges: await key("sealsChallenges"),
      fingerprintsChallenges: await key("fingerprintsChallenges"),
      fingerprintsKeys: await key("fingerprintsKeys"),
      sealsSignInSecrets: await key("sealsSignInSecrets"),
      fingerprintsSignIns: await key("fingerprintsSignIns"),
    };
  });
}

async function lastingKey(
  sql: Sql,
  { provider, adopted, clock, random }: UnlockParts,
  { purpose: use, id }: { purpose: keyof typeof lasting; id: string },
): Promise<Uint8Array> {
  const keys = dataKeyRepository(sql);
  const purpose = lasting[use];
  const found = await keys.active(purpose);
  if (found !== null) return provider.unwrap(found, found);
  const key = adopted ? Uint8Array.from(adopted[use]) : random.bytes(32);
  const name = { purpose, id, epoch: 1 };
  const wrapped = await provider.wrap(key, name);
  const made = {
    ...name,
    ...wrapped,
    state: "ACTIVE",
    sealedCount: 0,
    createdAt: clock(),
    deactivatedAt: null,
  } as const;
  if (await keys.add(made)) return key;
  wipe(key);
  const others = await keys.active(purpose);
  if (others === null) throw new RangeError(`purpose: no data key of ${purpose} became active`);
  return provider.unwrap(others, others);
}
