import { wipe } from "@unlatch/core/bytes";
import { respond } from "@unlatch/core/challenge/respond";
import { derivationTrouble, deriveCardKey } from "@unlatch/core/keys/derive-card-key";
import { readInputTemplate, templateInput } from "@unlatch/core/keys/input-template";
import type { MasterKeyKind } from "@unlatch/core/keys/master-key-kind";
import { cardKeyCheckValue } from "@unlatch/core/keys/check-value";
import { adminKeyRepository } from "../admin-key.repository.ts";
import type { Sql } from "../../platform/sql.ts";
import type { KeyedCard, KeyUse, KeyVault } from "../key-vault.ts";
import type { CardKeySource } from "./card-key-source.ts";
import { masterKeyBytesRepository } from "./master-key-bytes.repository.ts";
import { lendMasterKey } from "./master-key-lender.ts";
import type { SecretSeals } from "./secret-seals.ts";

/** A vault that comes by a card's key whatever its source, and keeps apart what derives from what responds. */
export interface SourcedVault extends KeyVault {
  /**
   * Whether other cards' keys are computed from this key: then it must be no card's. Until the unit commits, no master key
   * becomes that.
   */
  doesKeyDerive(sql: Sql, key: Uint8Array): Promise<boolean>;
  /** Which of these keys derive others. Until the unit commits, no master key becomes one of the rest. */
  derivingAmong(sql: Sql, keys: readonly Uint8Array[]): Promise<ReadonlySet<Uint8Array>>;
  /** The check value of a card's key, looked up as a release would; empty for a PUK. */
  checkValueOf(sql: Sql, card: KeyedCard): Promise<KeyUse<string>>;
}

/** A key from which other cards' keys are computed was to become a card's own: whoever adds keys asks before. */
export class KeyDerivesOthers extends Error {
  override readonly name = "KeyDerivesOthers";

  constructor() {
    super("This key derives the keys of cards, so it cannot be the key of a card.");
  }
}

/** @returns the vault over stored keys, extended to keys that are derived or shared */
export function sourcedVault(stored: KeyVault, seals: SecretSeals): SourcedVault {
  const doesKeyDerive = async (sql: Sql, key: Uint8Array) => {
    const bytes = masterKeyBytesRepository(sql);
    await bytes.holdUsages(true);
    return bytes.doesDerive(seals.fingerprintOf(key));
  };
  const derivingAmong = async (sql: Sql, keys: readonly Uint8Array[]) => {
    const bytes = masterKeyBytesRepository(sql);
    await bytes.holdUsages(true);
    const deriving = await bytes.derivingFingerprints();
    return new Set(deriving.size === 0 ? [] : keys.filter((key) => deriving.has(seals.fingerprintOf(key))));
  };
  const sourced: SourcedVault = {
    ...stored,
    doesKeyDerive,
    derivingAmong,
    async addAdminKey(sql, card, key) {
      if (await doesKeyDerive(sql, key)) throw new KeyDerivesOthers();
      return stored.addAdminKey(sql, card, key);
    },
    async addAdminKeys(sql, keys) {
      const deriving = await derivingAmong(
        sql,
        keys.map(({ key }) => key),
      );
      if (deriving.size > 0) throw new KeyDerivesOthers();
      await stored.addAdminKeys(sql, keys);
    },
    respond(sql, card, challenge) {
      const isStored = card.source === undefined || card.source.type === "STORED";
      if (isStored) return stored.respond(sql, card, challenge);
      return sourced.withAdminKey(sql, card, (key) => respond(card.cardType, key, challenge));
    },
    async checkValueOf(sql, card) {
      const used = await sourced.withAdminKey(sql, card, (key) => cardKeyCheckValue(card.cardType, key));
      if (used.type === "KeyUsed" || used.cause !== "IN_TOKEN_ONLY") return used;
      const kept = await adminKeyRepository(sql).newestOf(card.cardId);
      return kept === null ? used : { type: "KeyUsed", value: kept.checkValue };
    },
    withAdminKey(sql, card, use) {
      const source = card.source ?? { type: "STORED" };
      switch (source.type) {
        case "STORED":
        case "PUK_AS_HEX":
          return stored.withAdminKey(sql, card, use);
        case "UNIFORM":
          return lendMasterKey({ sql, seals }, { id: source.masterKeyId, usage: "RESPOND" }, (key) =>
            usedWhereItFits(card, key, use),
          );
        case "DIVERSIFIED":
          return lendMasterKey({ sql, seals }, { id: source.masterKeyId, usage: "DERIVE" }, (bytes, kind) =>
            derivedFor(card, { source, masterKey: { kind, bytes } }, use),
          );
        default:
          return source satisfies never;
      }
    },
  };
  return sourced;
}

function usedWhereItFits<T>({ cardType }: KeyedCard, key: Uint8Array, use: (key: Uint8Array) => T): KeyUse<T> {
  const fits = cardType.keyLengths.includes(key.length);
  return fits ? { type: "KeyUsed", value: use(key) } : { type: "KeyTroubled", cause: "LENGTH_DOES_NOT_FIT" };
}

function derivedFor<T>(
  { cardId, cardType }: KeyedCard,
  {
    source,
    masterKey,
  }: {
    readonly source: Extract<CardKeySource, { type: "DIVERSIFIED" }>;
    readonly masterKey: { readonly kind: MasterKeyKind; readonly bytes: Uint8Array };
  },
  use: (key: Uint8Array) => T,
): KeyUse<T> {
  const { scheme } = source;
  const read = readInputTemplate(source.inputTemplate ?? "");
  const input =
    read.type === "TemplateRead" ? templateInput(read.template, { serialNumber: source.serialNumber, cardId }) : null;
  if (scheme === null || read.type !== "TemplateRead" || input === null) {
    return { type: "KeyTroubled", cause: "INPUT_DOES_NOT_FIT" };
  }
  const derivation = { scheme, masterKey, preface: read.template.preface, input, cardType };
  if (derivationTrouble(derivation) !== null) return { type: "KeyTroubled", cause: "INPUT_DOES_NOT_FIT" };
  const key = deriveCardKey(derivation);
  try {
    return { type: "KeyUsed", value: use(key) };
  } finally {
    wipe(key);
  }
}
