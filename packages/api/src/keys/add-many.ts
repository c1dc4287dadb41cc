import type { CardType } from "@unlatch/core/challenge/card-types";
import { cardKeyCheckValue } from "@unlatch/core/keys/check-value";
import type { Clock } from "../platform/clock.ts";
import type { Random } from "../platform/random.ts";
import type { Sql } from "../platform/sql.ts";
import { adminKeyRepository } from "./admin-key.repository.ts";
import type { AdminKeySeals } from "./admin-key-seals.ts";
import type { KeyEncryptionKey } from "./kek-file.ts";
import { keyFingerprint } from "./key-fingerprint.ts";
import { requireFittingLength } from "./fitting-length.ts";

/** A card and a key that is to become its newest. The caller wipes the key. */
export interface CardWithKey {
  readonly card: { readonly cardId: string; readonly cardType: CardType };
  readonly key: Uint8Array;
}

/** Seals the keys of many cards under one data key and keeps them with a few statements: what an import needs. */
export const addMany =
  ({
    seals,
    kek,
    clock,
    random,
  }: {
    readonly seals: AdminKeySeals;
    readonly kek: KeyEncryptionKey;
    readonly clock: Clock;
    readonly random: Random;
  }) =>
  async (sql: Sql, keys: readonly CardWithKey[]): Promise<void> => {
    const kept = adminKeyRepository(sql);
    const versions = await kept.newestVersionsOf(keys.map(({ card }) => card.cardId));
    const unsealed = keys.map(({ card: { cardId, cardType }, key }) => {
      requireFittingLength(cardType, key);
      const keyVersion = (versions.get(cardId) ?? 0) + 1;
      const checkValue = cardKeyCheckValue(cardType, key);
      const named = { id: random.id(), cardId, keyVersion, algorithm: cardType.cipher, checkValue };
      return { unsealed: named, plaintext: key };
    });
    const sealed = await seals.sealAll(sql, unsealed);
    const told = sealed.map((one, index) => {
      const key = keys[index]?.key ?? new Uint8Array();
      return { ...one, keyFingerprint: keyFingerprint(kek.fingerprintsKeys, key) };
    });
    await kept.addAll(told, clock());
  };
