import { type DiversificationScheme, diversificationSchemes } from "@unlatch/core/keys/diversification-scheme";
import { type KeySource, keySources } from "@unlatch/core/keys/key-source";
import { Field, Int, ObjectType, registerEnumType } from "type-graphql";
import { KeyCheckValue, MasterKey } from "../../keys/index.ts";
import { enumOf } from "../../platform/enum-of.ts";
import { AdminKeyTries, CardTypeOnOffer } from "../card-profile.types.ts";

/** Where a card's key comes from, as the schema names it. */
export const KeySourceEnum = enumOf(keySources);
registerEnumType(KeySourceEnum, {
  name: "KeySource",
  description: "Where a card's admin key comes from.",
  valuesConfig: {
    STORED: { description: "One sealed key for each card." },
    DIVERSIFIED: { description: "Computed from a master key and the card's identity." },
    UNIFORM: { description: "One sealed key for all cards of the profile: who learns it has them all." },
    PUK_AS_HEX: { description: "The card's sealed PUK, shown in hex; nothing is computed." },
  },
});

/** The published ways to compute a card's key, as the schema names them. */
export const DiversificationSchemeEnum = enumOf(diversificationSchemes);
registerEnumType(DiversificationSchemeEnum, {
  name: "DiversificationScheme",
  description: "A published way to compute a card's key from a master key.",
  valuesConfig: {
    AN10922_AES128: { description: "NXP AN10922 with AES-128." },
    AN10922_AES192: { description: "NXP AN10922 with AES-192." },
    AN10922_AES256: { description: "NXP AN10922 with AES-256." },
    AN10922_2TDEA: { description: "NXP AN10922 with two-key 3DES." },
    AN10922_3TDEA: { description: "NXP AN10922 with three-key 3DES." },
    SP800_108_CMAC: { description: "NIST SP 800-108 in counter mode with CMAC, 32-bit counter, length at the end." },
    SP800_108_HMAC: { description: "The same with HMAC and SHA-256." },
    EMV_OPTION_A: { description: "EMV option A: the last 16 digits of the input." },
    EMV_CPS_11: { description: "EMV CPS 1.1: ten bytes of diversification data." },
    VISA2: { description: "VISA2: ten bytes of diversification data." },
    KDF3: { description: "KDF3 of SCP03: ten bytes of diversification data." },
  },
});

@ObjectType({ description: "A card type that an administrator described because none that Unlatch ships fits." })
export class CustomCardType {
  @Field(() => String, { description: "`3DES`, `AES-128`, `AES-192` or `AES-256`." })
  cipher: string;

  @Field(() => String, { description: "`ECB` or `CBC`, which starts from zeros." })
  mode: string;

  @Field(() => [Int], { description: "How many hex digits its challenges can have." })
  challengeLengths: readonly number[];

  @Field(() => Int, { description: "How many hex digits its admin keys have." })
  keyLength: number;
}

@ObjectType({ description: "How many responses without a reported success a card may have." })
export class AttemptLimits {
  @Field(() => Int, { nullable: true, description: "From which on the person is warned; null: the usual." })
  warnAt: number | null;

  @Field(() => Int, {
    nullable: true,
    description: "After which there are no more; null: two below the limit of the card type, where that is known.",
  })
  stopAt: number | null;
}

@ObjectType({ description: "How many responses a card may have." })
export class Quotas {
  @Field(() => Int, { nullable: true, description: "In 24 hours; null: the usual." })
  perDay: number | null;

  @Field(() => Int, { nullable: true, description: "In a year; null: the usual." })
  perYear: number | null;

  @Field(() => Int, { nullable: true, description: "In the life of its key; null: the usual." })
  perLifetime: number | null;
}

/** The `Keys` tab of a card profile; who may see what is told by the resolver. */
@ObjectType({ description: "How the cards of a profile answer, and where their keys come from." })
export class CardProfileKeys {
  @Field(() => CardTypeOnOffer, { description: "How its cards answer." })
  cardType: CardTypeOnOffer;

  @Field(() => CustomCardType, {
    nullable: true,
    description: "What an administrator described, where the type is `custom`.",
  })
  customType: CustomCardType | null;

  @Field(() => KeySourceEnum, { description: "Where its cards' keys come from." })
  keySource: KeySource;

  @Field(() => DiversificationSchemeEnum, { nullable: true, description: "How keys are computed, where they are." })
  scheme: DiversificationScheme | null;

  @Field(() => String, { nullable: true, description: "What keys are computed from, where they are." })
  inputTemplate: string | null;

  @Field(() => MasterKey, { nullable: true, description: "The key that derives its cards' keys, or that they share." })
  masterKey: MasterKey | null;

  @Field(() => KeyCheckValue, {
    nullable: true,
    description: "Check value of the key that all its cards share; null: they share none.",
  })
  uniformKeyCheckValue: KeyCheckValue | null;

  @Field(() => String, {
    nullable: true,
    description: "Why its cards still use 3DES; null: they do not, or nobody was asked.",
  })
  legacyReason: string | null;

  @Field(() => String, { description: "The cipher of its cards." })
  cipher: string;

  @Field(() => Boolean, { description: "Whether that is 3DES." })
  isLegacyCipher: boolean;

  @Field(() => String, { description: "What the computer shows for such a card." })
  windowsScreen: string;

  @Field(() => AdminKeyTries, { description: "How the tries of its cards' admin keys behave." })
  adminKeyTries: AdminKeyTries;

  @Field(() => AttemptLimits, { description: "When too many responses went without a success." })
  attemptLimits: AttemptLimits;

  @Field(() => Quotas, { description: "How many responses a card may have." })
  quotas: Quotas;
}

@ObjectType({ description: "What settings that are not saved yet would give for one card." })
export class DerivationPreview {
  @Field(() => String, { nullable: true, description: "Serial number of the card tried; null: the profile has none." })
  serialNumber: string | null;

  @Field(() => String, { nullable: true, description: "What the template gives for it, in hex digits; null: nothing." })
  input: string | null;

  @Field(() => KeyCheckValue, {
    nullable: true,
    description: "Check value of the key it would get; null: it would get none.",
  })
  checkValue: KeyCheckValue | null;
}
