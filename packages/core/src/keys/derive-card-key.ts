import { fromHex, toHex, wipe } from "../bytes.ts";
import type { CardType } from "../challenge/card-types.ts";
import { an10922 } from "./an10922.ts";
import { derivedKeyLength, type DiversificationScheme, schemeFacts } from "./diversification-scheme.ts";
import { emvOptionA } from "./emv-option-a.ts";
import { type CardManagerKey, emvCps11, kdf3, visa2 } from "./global-platform.ts";
import { masterKeyFacts, type MasterKeyKind } from "./master-key-kind.ts";
import { sp800108, sp800108FixedInput } from "./sp800108.ts";

/** Everything a card's key is computed from. */
export interface CardKeyDerivation {
  readonly scheme: DiversificationScheme;
  readonly masterKey: { readonly kind: MasterKeyKind; readonly bytes: Uint8Array };
  /** A label, or the number of the key meant; null: the scheme's usual one. */
  readonly preface: Uint8Array | null;
  /** What the template gives for the card. */
  readonly input: Uint8Array;
  readonly cardType: Pick<CardType, "cipher" | "keyLengths">;
}

/** Why a key cannot be computed: the input has a length the scheme does not take, or the parts do not go together. */
export type DerivationTrouble = "INPUT_DOES_NOT_FIT" | "PREFACE_DOES_NOT_FIT" | "SCHEME_DOES_NOT_FIT";

/** The label of SP 800-108 where a template names none: "admin-key". */
export const usualLabel = fromHex("61646D696E2D6B6579");

const managerKeys: readonly CardManagerKey[] = ["ENC", "MAC", "DEK"];

/**
 * Whether a derivation can be done at all, decided without the master key.
 *
 * @returns null when it can
 */
export function derivationTrouble({
  scheme,
  masterKey: { kind },
  preface,
  input,
  cardType,
}: Omit<CardKeyDerivation, "masterKey"> & {
  readonly masterKey: { readonly kind: MasterKeyKind };
}): DerivationTrouble | null {
  const { inputLength, preface: takes } = schemeFacts(scheme);
  if (derivedKeyLength(scheme, kind, cardType) === null) return "SCHEME_DOES_NOT_FIT";
  if (!isPrefaceOf(takes, preface)) return "PREFACE_DOES_NOT_FIT";
  if (input.length < inputLength.least || input.length > inputLength.most) return "INPUT_DOES_NOT_FIT";
  return scheme === "EMV_OPTION_A" && !/^\d+$/.test(toHex(input)) ? "INPUT_DOES_NOT_FIT" : null;
}

/**
 * Computes a card's admin key. A 16-byte 3DES key for a card that takes 24 bytes only is written out as K1‖K2‖K1.
 *
 * @returns a key of a length the card type takes; the caller wipes it
 * @throws RangeError where `derivationTrouble` has something to say
 */
export function deriveCardKey(derivation: CardKeyDerivation): Uint8Array {
  const trouble = derivationTrouble(derivation);
  if (trouble !== null) throw new RangeError(`derivation: ${trouble}`);
  const { cardType } = derivation;
  const key = computed(derivation);
  if (cardType.keyLengths.includes(key.length)) return key;
  const expanded = new Uint8Array(24);
  expanded.set(key);
  expanded.set(key.subarray(0, 8), 16);
  wipe(key);
  return expanded;
}

function computed({ scheme, masterKey, preface, input, cardType }: CardKeyDerivation): Uint8Array {
  const { kind, bytes } = masterKey;
  switch (scheme) {
    case "AN10922_AES128":
    case "AN10922_AES192":
    case "AN10922_AES256":
    case "AN10922_2TDEA":
    case "AN10922_3TDEA":
      return an10922(kind, bytes, input);
    case "SP800_108_CMAC":
    case "SP800_108_HMAC": {
      const keyLength = derivedKeyLength(scheme, kind, cardType) ?? 0;
      const fixedInput = sp800108FixedInput(preface ?? usualLabel, input, keyLength);
      const prf = scheme === "SP800_108_HMAC" ? "HMAC-SHA256" : masterKeyFacts(kind).cipher;
      return sp800108({ prf, masterKey: bytes, fixedInput, counterBits: 32, keyLength });
    }
    case "EMV_OPTION_A":
      return emvOptionA(bytes, toHex(input));
    case "EMV_CPS_11":
      return emvCps11(bytes, input, managerKeyOf(preface));
    case "VISA2":
      return visa2(bytes, input, managerKeyOf(preface));
    case "KDF3":
      return kdf3({ cipher: aesOf(kind), masterKey: bytes, derivationData: input, use: managerKeyOf(preface) });
    default:
      return scheme satisfies never;
  }
}

function isPrefaceOf(takes: "LABEL" | "KEY_NUMBER" | "NONE", preface: Uint8Array | null): boolean {
  if (preface === null) return true;
  if (takes === "KEY_NUMBER") return preface.length === 1 && [1, 2, 3].includes(preface[0] ?? 0);
  return takes === "LABEL" && preface.length <= 64;
}

function managerKeyOf(preface: Uint8Array | null): CardManagerKey {
  return managerKeys[(preface?.[0] ?? 1) - 1] ?? "ENC";
}

function aesOf(kind: MasterKeyKind): "AES-128" | "AES-192" | "AES-256" {
  if (kind === "2TDEA" || kind === "3TDEA") throw new RangeError(`kind: expected AES, got ${kind}`);
  return kind;
}
