import type { CardType } from "../challenge/card-types.ts";
import { masterKeyFacts, type MasterKeyKind } from "./master-key-kind.ts";

/** Every published way to compute a card's key from a master key that Unlatch knows. */
export const diversificationSchemes = [
  "AN10922_AES128",
  "AN10922_AES192",
  "AN10922_AES256",
  "AN10922_2TDEA",
  "AN10922_3TDEA",
  "SP800_108_CMAC",
  "SP800_108_HMAC",
  "EMV_OPTION_A",
  "EMV_CPS_11",
  "VISA2",
  "KDF3",
] as const;

/** The stable name of a diversification scheme. */
export type DiversificationScheme = (typeof diversificationSchemes)[number];

/** What a scheme takes and gives. */
export interface SchemeFacts {
  readonly label: string;
  /** The kinds of master key it computes with. */
  readonly masterKeys: readonly MasterKeyKind[];
  /** Bytes of the key it gives; null: as many as asked for, or as the master key has. */
  readonly keyLength: number | null;
  /** Bytes of the input, least and most. */
  readonly inputLength: { readonly least: number; readonly most: number };
  /** What a template may say before `|`: a label, which of three keys is meant, or nothing. */
  readonly preface: "LABEL" | "KEY_NUMBER" | "NONE";
}

const aes = ["AES-128", "AES-192", "AES-256"] as const satisfies readonly MasterKeyKind[];
const upTo = (most: number) => ({ least: 1, most });
const exactly = (length: number) => ({ least: length, most: length });

function an10922(kind: MasterKeyKind): SchemeFacts {
  const { keyLength, cipher } = masterKeyFacts(kind);
  const label = `NXP AN10922, ${kind}`;
  return { label, masterKeys: [kind], keyLength, inputLength: upTo(cipher === "3DES" ? 15 : 31), preface: "NONE" };
}

const facts: Readonly<Record<DiversificationScheme, SchemeFacts>> = {
  AN10922_AES128: an10922("AES-128"),
  AN10922_AES192: an10922("AES-192"),
  AN10922_AES256: an10922("AES-256"),
  AN10922_2TDEA: an10922("2TDEA"),
  AN10922_3TDEA: an10922("3TDEA"),
  SP800_108_CMAC: {
    label: "SP 800-108 counter mode, CMAC",
    masterKeys: [...aes, "2TDEA", "3TDEA"],
    keyLength: null,
    inputLength: upTo(128),
    preface: "LABEL",
  },
  SP800_108_HMAC: {
    label: "SP 800-108 counter mode, HMAC-SHA-256",
    masterKeys: aes,
    keyLength: null,
    inputLength: upTo(128),
    preface: "LABEL",
  },
  EMV_OPTION_A: {
    label: "EMV option A",
    masterKeys: ["2TDEA"],
    keyLength: 16,
    inputLength: upTo(16),
    preface: "NONE",
  },
  EMV_CPS_11: {
    label: "EMV CPS 1.1",
    masterKeys: ["2TDEA"],
    keyLength: 16,
    inputLength: exactly(10),
    preface: "KEY_NUMBER",
  },
  VISA2: { label: "VISA2", masterKeys: ["2TDEA"], keyLength: 16, inputLength: exactly(10), preface: "KEY_NUMBER" },
  KDF3: {
    label: "KDF3 (SCP03)",
    masterKeys: aes,
    keyLength: null,
    inputLength: exactly(10),
    preface: "KEY_NUMBER",
  },
};

/** Whether a text names a diversification scheme. */
export function isDiversificationScheme(text: string): text is DiversificationScheme {
  return (diversificationSchemes as readonly string[]).includes(text);
}

/** What a scheme takes and gives. */
export function schemeFacts(scheme: DiversificationScheme): SchemeFacts {
  return facts[scheme];
}

/**
 * How many bytes a scheme computes for a card of some type, before a 16-byte 3DES key is written out as K1‖K2‖K1.
 *
 * @returns null where the scheme, the master key and the card type do not go together
 */
export function derivedKeyLength(
  scheme: DiversificationScheme,
  masterKey: MasterKeyKind,
  { cipher, keyLengths }: Pick<CardType, "cipher" | "keyLengths">,
): number | null {
  const { masterKeys, keyLength } = facts[scheme];
  if (cipher === "NONE" || !masterKeys.includes(masterKey)) return null;
  const longest = Math.max(...keyLengths);
  if (scheme === "KDF3") return fits(masterKeyFacts(masterKey).keyLength, { cipher, keyLengths });
  if (keyLength === null) return longest;
  const isSameFamily = (masterKeyFacts(masterKey).cipher === "3DES") === (cipher === "3DES");
  return isSameFamily ? fits(keyLength, { cipher, keyLengths }) : null;
}

function fits(length: number, { cipher, keyLengths }: Pick<CardType, "cipher" | "keyLengths">): number | null {
  return keyLengths.includes(length) || (cipher === "3DES" && length === 16) ? length : null;
}
