import { type CardType, type CardTypeName, cardTypeNamed, isCardTypeName } from "@unlatch/core/challenge/card-types";
import { type CustomCardType, customCardType, readCustomCardType } from "@unlatch/core/challenge/custom-card-type";
import type { DiversificationScheme } from "@unlatch/core/keys/diversification-scheme";
import { readInputTemplate } from "@unlatch/core/keys/input-template";
import type { KeySource } from "@unlatch/core/keys/key-source";
import type { CardTypeUnknown } from "../profile-refusals.ts";
import type { ProfileKeys } from "./profile-keys.ts";
import type * as refused from "./profile-keys-refusals.ts";
import { readLimits, type TypedLimits } from "./profile-limits.ts";

/** The key settings of a profile as an administrator typed them. */
export interface TypedProfileKeys extends TypedLimits {
  readonly cardType: string;
  /** With the card type `custom`; lengths in hex digits. */
  readonly custom?:
    | {
        readonly cipher: string;
        readonly mode: string;
        readonly challengeLengths: readonly number[];
        readonly keyLength: number;
      }
    | null
    | undefined;
  readonly keySource: KeySource;
  readonly scheme?: DiversificationScheme | null | undefined;
  readonly inputTemplate?: string | null | undefined;
  readonly masterKeyId?: string | null | undefined;
  readonly legacyReason?: string | null | undefined;
}

/** The same, read: they fit each other, as far as that can be told without looking anything up. */
export interface ReadProfileKeys {
  readonly type: "KeysRead";
  readonly cardType: CardTypeName;
  readonly answersAs: CardType;
  /** The reason for 3DES is decided elsewhere. */
  readonly keys: Omit<ProfileKeys, "legacyReason">;
}

/** Everything that can be wrong with what was typed. */
export type UnreadableProfileKeys =
  | CardTypeUnknown
  | refused.CustomCardTypeUnusable
  | refused.KeySourceDoesNotFit
  | refused.InputTemplateUnreadable
  | refused.SchemeDoesNotFit
  | refused.MasterKeyNotUsable
  | refused.LimitOutOfBounds;

const longestTemplate = 300;

/** Reads the key settings an administrator typed, or says what is wrong with the first thing that is. */
export function readProfileKeys(typed: TypedProfileKeys): ReadProfileKeys | UnreadableProfileKeys {
  const type = readType(typed);
  if (type.type !== "TypeRead") return type;
  const { answersAs, custom } = type;
  const takesPuk = answersAs.cipher === "NONE";
  if (takesPuk !== (typed.keySource === "PUK_AS_HEX")) return { type: "KeySourceDoesNotFit", takesPuk };
  const source = readSource(typed);
  if (source.type !== "SourceRead") return source;
  const limits = readLimits(answersAs, typed);
  if (limits.type !== "LimitsRead") return limits;
  const { scheme, inputTemplate, masterKeyId } = source;
  const { attemptLimits, quotas } = limits;
  const keys = { keySource: typed.keySource, custom, scheme, inputTemplate, masterKeyId, attemptLimits, quotas };
  return { type: "KeysRead", cardType: answersAs.name, answersAs, keys };
}

function readType({
  cardType,
  custom: typed,
}: TypedProfileKeys):
  | { readonly type: "TypeRead"; readonly answersAs: CardType; readonly custom: CustomCardType | null }
  | CardTypeUnknown
  | refused.CustomCardTypeUnusable {
  if (isCardTypeName(cardType)) return { type: "TypeRead", answersAs: cardTypeNamed(cardType), custom: null };
  if (cardType !== "custom" || !typed) return { type: "CardTypeUnknown" };
  const inBytes = {
    challengeLengths: typed.challengeLengths.map((digits) => digits / 2),
    keyLength: typed.keyLength / 2,
  };
  const read = readCustomCardType({ ...typed, ...inBytes });
  if (read.type === "CustomCardTypeRead") {
    return { type: "TypeRead", answersAs: customCardType(read.custom), custom: read.custom };
  }
  const possible = read.possible.map((one) => String(typeof one === "number" ? one * 2 : one));
  return { type: "CustomCardTypeUnusable", part: read.part, possible };
}

type Source = { readonly type: "SourceRead" } & Pick<ProfileKeys, "scheme" | "inputTemplate" | "masterKeyId">;

function readSource({
  keySource,
  scheme,
  inputTemplate,
  masterKeyId,
}: TypedProfileKeys): Source | UnreadableProfileKeys {
  const none = { type: "SourceRead", scheme: null, inputTemplate: null, masterKeyId: null } as const;
  switch (keySource) {
    case "STORED":
    case "PUK_AS_HEX":
      return none;
    case "UNIFORM":
      return masterKeyId ? { ...none, masterKeyId } : { type: "MasterKeyNotUsable" };
    case "DIVERSIFIED": {
      if (!scheme) return { type: "SchemeDoesNotFit", possibleMasterKeys: ["a chosen scheme"] };
      const template = (inputTemplate ?? "").trim();
      if (template.length > longestTemplate) {
        return { type: "InputTemplateUnreadable", part: "", reason: "TOO_LONG" };
      }
      const read = readInputTemplate(template);
      if (read.type === "TemplateUnreadable") return { ...read, type: "InputTemplateUnreadable" };
      return masterKeyId
        ? { type: "SourceRead", scheme, inputTemplate: template, masterKeyId }
        : { type: "MasterKeyNotUsable" };
    }
    default:
      return keySource satisfies never;
  }
}
