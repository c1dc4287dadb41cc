import { createHmac } from "node:crypto";
import { wipe } from "@unlatch/core/bytes";
import type { CardType } from "@unlatch/core/challenge/card-types";
import { cardKeyCheckValue } from "@unlatch/core/keys/check-value";
import { open, seal, SealBroken } from "@unlatch/core/keys/seal";
import type { Clock } from "../platform/clock.ts";
import type { Random } from "../platform/random.ts";
import type { Sql } from "../platform/sql.ts";
import { adminKeyRepository, type SealedAdminKey } from "./admin-key.repository.ts";
import type { CardKeySource } from "./master-keys/card-key-source.ts";
import type { KeyEncryptionKey } from "./kek-file.ts";
import { keyFingerprint } from "./key-fingerprint.ts";

/** Why a card's admin key cannot be used. For administrators; the person only hears that no response can be made. */
export type KeyTrouble =
  | "MISSING"
  | "SEALED_UNDER_ANOTHER_KEY"
  | "SEAL_BROKEN"
  | "CHECK_VALUE_DIFFERS"
  | "LENGTH_DOES_NOT_FIT"
  | "MASTER_KEY_MISSING"
  | "MASTER_KEY_NOT_ACTIVE"
  | "INPUT_DOES_NOT_FIT";

/** What comes of using a card's admin key. */
export type KeyUse<T> =
  | { readonly type: "KeyUsed"; readonly value: T }
  | { readonly type: "KeyTroubled"; readonly cause: KeyTrouble };

/** A card, as far as its key is concerned. */
export interface KeyedCard {
  readonly cardId: string;
  readonly cardType: CardType;
  /** Left out: the card has a stored key of its own. */
  readonly source?: CardKeySource;
}

/** Keeps admin keys sealed and lends one to a callback, in clear only there. */
export interface KeyVault {
  /** Seals a card's admin key as its newest version. The caller wipes `key`. @throws RangeError on a length that does not fit */
  addAdminKey(sql: Sql, card: KeyedCard, key: Uint8Array): Promise<{ readonly checkValue: string }>;
  /** Lends the card's admin key to `use`, checked against its KCV before and wiped after. */
  withAdminKey<T>(sql: Sql, card: KeyedCard, use: (key: Uint8Array) => T): Promise<KeyUse<T>>;
  /** Seals the challenge of an open process. */
  sealChallenge(processId: string, challenge: Uint8Array): Uint8Array;
  /** @throws SealBroken when it was altered or belongs to another process */
  openChallenge(processId: string, sealed: Uint8Array): Uint8Array;
  /** The keyed fingerprint by which a challenge is recognised on one card and nowhere else: 64 hex digits. */
  fingerprintOf(cardId: string, challenge: Uint8Array): string;
}

/** @returns the vault over one key-encryption key. @see docs/adr on sealed admin keys */
export function makeKeyVault({
  kek,
  clock,
  random,
}: {
  kek: KeyEncryptionKey;
  clock: Clock;
  random: Random;
}): KeyVault {
  return {
    async addAdminKey(sql, { cardId, cardType }, key) {
      requireFittingLength(cardType, key);
      const keys = adminKeyRepository(sql);
      const unsealed = {
        id: random.id(),
        cardId,
        keyVersion: ((await keys.newestOf(cardId))?.keyVersion ?? 0) + 1,
        algorithm: cardType.cipher,
        kekId: kek.id,
        checkValue: cardKeyCheckValue(cardType, key),
      };
      const sealing = { key: kek.sealsAdminKeys, keyId: kek.id, nonce: random.bytes(12), plaintext: key };
      const sealed = seal({ ...sealing, associatedData: boundTo(unsealed) });
      await keys.add({ ...unsealed, sealed, keyFingerprint: keyFingerprint(kek.fingerprintsKeys, key) }, clock());
      return { checkValue: unsealed.checkValue };
    },
    async withAdminKey(sql, { cardId, cardType }, use) {
      const kept = await adminKeyRepository(sql).newestOf(cardId);
      if (kept === null) return { type: "KeyTroubled", cause: "MISSING" };
      if (kept.kekId !== kek.id) return { type: "KeyTroubled", cause: "SEALED_UNDER_ANOTHER_KEY" };
      return lend(kept, { key: kek.sealsAdminKeys, cardType }, use);
    },
    sealChallenge: (processId, challenge) =>
      seal({
        key: kek.sealsChallenges,
        keyId: kek.id,
        nonce: random.bytes(12),
        associatedData: challengeOf(processId),
        plaintext: challenge,
      }),
    openChallenge: (processId, sealed) =>
      open({ key: kek.sealsChallenges, associatedData: challengeOf(processId), envelope: sealed }),
    fingerprintOf: (cardId, challenge) =>
      createHmac("sha256", kek.fingerprintsChallenges).update(cardId).update("\0").update(challenge).digest("hex"),
  };
}

function lend<T>(
  kept: SealedAdminKey,
  { key: sealingKey, cardType }: { key: Uint8Array; cardType: CardType },
  use: (key: Uint8Array) => T,
): KeyUse<T> {
  let key: Uint8Array;
  try {
    key = open({ key: sealingKey, associatedData: boundTo(kept), envelope: kept.sealed });
  } catch (fault) {
    if (fault instanceof SealBroken) return { type: "KeyTroubled", cause: "SEAL_BROKEN" };
    throw fault;
  }
  try {
    if (!fits(cardType, key)) return { type: "KeyTroubled", cause: "LENGTH_DOES_NOT_FIT" };
    if (cardKeyCheckValue(cardType, key) !== kept.checkValue) {
      return { type: "KeyTroubled", cause: "CHECK_VALUE_DIFFERS" };
    }
    return { type: "KeyUsed", value: use(key) };
  } finally {
    wipe(key);
  }
}

const boundTo = (key: Omit<SealedAdminKey, "sealed" | "id">) =>
  ["admin_keys", 1, key.cardId, key.keyVersion, key.algorithm, key.checkValue, key.kekId] as const;

const challengeOf = (processId: string) => ["processes", 1, processId, "challenge"] as const;

const fits = ({ keyLengths }: CardType, key: Uint8Array) => keyLengths.length === 0 || keyLengths.includes(key.length);

function requireFittingLength(cardType: CardType, key: Uint8Array): void {
  if (fits(cardType, key)) return;
  throw new RangeError(
    `key: expected ${cardType.keyLengths.join(" or ")} bytes for ${cardType.name}, got ${key.length}`,
  );
}
