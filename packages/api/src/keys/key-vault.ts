import { createHmac } from "node:crypto";
import { wipe } from "@unlatch/core/bytes";
import type { CardType } from "@unlatch/core/challenge/card-types";
import { cardKeyCheckValue } from "@unlatch/core/keys/check-value";
import { respond } from "@unlatch/core/challenge/respond";
import { open, seal } from "@unlatch/core/keys/seal";
import type { Clock } from "../platform/clock.ts";
import type { Random } from "../platform/random.ts";
import type { Sql } from "../platform/sql.ts";
import { adminKeyRepository, type SealedAdminKey } from "./admin-key.repository.ts";
import { fitsLength, requireFittingLength } from "./fitting-length.ts";
import { addMany, type CardWithKey } from "./add-many.ts";
import { type AdminKeySeals, adminKeySeals } from "./admin-key-seals.ts";
import { type Keyring, makeKeyring } from "./data-keys/keyring.ts";
import type { CardKeySource } from "./master-keys/card-key-source.ts";
import type { KeyEncryptionKey } from "./kek-file.ts";
import type { KeyUse } from "./key-use.ts";
import { respondInToken } from "./respond-in-token.ts";
import { keyFingerprint } from "./key-fingerprint.ts";

export type { KeyTrouble, KeyUse } from "./key-use.ts";

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
  /** The same for many cards, in a few statements. No card is in it twice. */
  addAdminKeys(sql: Sql, keys: readonly CardWithKey[]): Promise<void>;
  /** Answers a challenge under the card's admin key: inside the token, where there is one. The caller wipes the response. */
  respond(sql: Sql, card: KeyedCard, challenge: Uint8Array): Promise<KeyUse<Uint8Array>>;
  /** Lends the card's admin key to `use`, checked against its KCV before and wiped after. */
  withAdminKey<T>(sql: Sql, card: KeyedCard, use: (key: Uint8Array) => T): Promise<KeyUse<T>>;
  /** Seals the challenge of an open process. */
  sealChallenge(processId: string, challenge: Uint8Array): Uint8Array;
  /** @throws SealBroken when it was altered or belongs to another process */
  openChallenge(processId: string, sealed: Uint8Array): Uint8Array;
  /** The keyed fingerprint by which a challenge is recognised on one card and nowhere else: 64 hex digits. */
  fingerprintOf(cardId: string, challenge: Uint8Array): string;
}

/** @returns the vault over one key-encryption key. @see docs/adr on sealed admin keys and on data keys */
export function makeKeyVault(parts: {
  kek: KeyEncryptionKey;
  clock: Clock;
  random: Random;
  /** One of its own when left out. */
  keyring?: Keyring;
}): KeyVault {
  const { kek, clock, random, keyring = makeKeyring(parts) } = parts;
  const seals = adminKeySeals({ keyring, token: kek.provider?.token ?? null, random });
  const lend = lendFrom(seals);
  return {
    async addAdminKey(sql, { cardId, cardType }, key) {
      requireFittingLength(cardType, key);
      const keys = adminKeyRepository(sql);
      const unsealed = {
        id: random.id(),
        cardId,
        keyVersion: ((await keys.newestOf(cardId))?.keyVersion ?? 0) + 1,
        algorithm: cardType.cipher,
        checkValue: cardKeyCheckValue(cardType, key),
      };
      const sealed = await seals.seal(sql, unsealed, key);
      await keys.add({ ...sealed, keyFingerprint: keyFingerprint(kek.fingerprintsKeys, key) }, clock());
      return { checkValue: unsealed.checkValue };
    },
    addAdminKeys: addMany({ seals, kek, clock, random }),
    async respond(sql, card, challenge) {
      const kept = await adminKeyRepository(sql).newestOf(card.cardId);
      const { token } = kek.provider;
      if (kept === null || kept.tokenKeyId === null || token === null) {
        return lend(sql, card, (key) => respond(card.cardType, key, challenge));
      }
      return respondInToken({ seals, token, sql }, { kept, cardType: card.cardType, challenge });
    },
    withAdminKey: lend,
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

const lendFrom =
  (seals: AdminKeySeals): KeyVault["withAdminKey"] =>
  async (sql, { cardId, cardType }, use) => {
    const kept = await adminKeyRepository(sql).newestOf(cardId);
    if (kept === null) return { type: "KeyTroubled", cause: "MISSING" };
    if (kept.tokenKeyId !== null) return { type: "KeyTroubled", cause: "IN_TOKEN_ONLY" };
    const opened = await seals.open(sql, kept);
    if (opened.type === "KeyTroubled") return opened;
    const key = opened.bytes;
    try {
      return checked(kept, cardType, key) ?? { type: "KeyUsed", value: use(key) };
    } finally {
      wipe(key);
    }
  };

function checked(
  kept: SealedAdminKey,
  cardType: CardType,
  key: Uint8Array,
): (KeyUse<never> & { type: "KeyTroubled" }) | null {
  if (!fitsLength(cardType, key)) return { type: "KeyTroubled", cause: "LENGTH_DOES_NOT_FIT" };
  if (cardKeyCheckValue(cardType, key) === kept.checkValue) return null;
  return { type: "KeyTroubled", cause: "CHECK_VALUE_DIFFERS" };
}

const challengeOf = (processId: string) => ["processes", 1, processId, "challenge"] as const;
