import {
  type CardType,
  cardTypeNamed,
  type CardTypeName,
  type ShippedCardTypeName,
} from "@unlatch/core/challenge/card-types";
import { type CustomCardType, customCardType } from "@unlatch/core/challenge/custom-card-type";
import type { DiversificationScheme } from "@unlatch/core/keys/diversification-scheme";
import type { KeySource } from "@unlatch/core/keys/key-source";

/** How many responses without a reported success a card may have; null: what is usual for its card type. */
export interface ProfileAttemptLimits {
  readonly warnAt: number | null;
  readonly stopAt: number | null;
}

/** How many responses a card may have in a day, in a year and in its life; null: what is usual. */
export interface ProfileQuotas {
  readonly perDay: number | null;
  readonly perYear: number | null;
  readonly perLifetime: number | null;
}

/** A card profile's key settings. */
export interface ProfileKeys {
  readonly keySource: KeySource;
  /** Described where the profile's card type is `custom`. */
  readonly custom: CustomCardType | null;
  /** With `DIVERSIFIED` only. */
  readonly scheme: DiversificationScheme | null;
  /** With `DIVERSIFIED` only. */
  readonly inputTemplate: string | null;
  /** With `DIVERSIFIED` the key that derives, with `UNIFORM` the key that all cards share. */
  readonly masterKeyId: string | null;
  /** Why this profile still uses 3DES; null also for one that was made before reasons were asked. */
  readonly legacyReason: string | null;
  readonly attemptLimits: ProfileAttemptLimits;
  readonly quotas: ProfileQuotas;
}

/** The key settings of a profile that nobody set any for. */
export function usualKeys(cardType: CardTypeName, legacyReason: string | null = null): ProfileKeys {
  return {
    keySource: cardType === "puk-as-hex" ? "PUK_AS_HEX" : "STORED",
    custom: null,
    scheme: null,
    inputTemplate: null,
    masterKeyId: null,
    legacyReason,
    attemptLimits: { warnAt: null, stopAt: null },
    quotas: { perDay: null, perYear: null, perLifetime: null },
  };
}

/** How the cards of a profile answer, but for cards that have another type of their own. */
export function cardTypeFor({
  cardType,
  keys,
}: {
  readonly cardType: CardTypeName;
  readonly keys: Pick<ProfileKeys, "custom">;
}): CardType {
  return typeNamed(cardType, keys.custom);
}

/**
 * The card type of a name.
 *
 * @param custom - what `custom` stands for
 * @throws RangeError on `custom` where nothing describes it
 */
export function typeNamed(name: CardTypeName, custom: CustomCardType | null): CardType {
  if (name !== "custom") return cardTypeNamed(name);
  if (custom === null) throw new RangeError("custom: expected a description of the card type");
  return customCardType(custom);
}

/** A card, as far as it has something otherwise than its profile. */
export interface CardOverrides {
  readonly cardTypeOverride: ShippedCardTypeName | null;
  readonly keySourceOverride: KeySource | null;
}
