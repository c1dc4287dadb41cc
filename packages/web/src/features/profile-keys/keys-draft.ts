import type {
  DiversificationScheme,
  KeySource,
  ProfileKeysFieldsFragment,
  SaveProfileKeysInput,
} from "../../graphql/generated/graphql.ts";

/** The key settings of a profile as they stand on the screen; an empty text: the usual. */
export interface KeysDraft {
  cardType: string;
  cipher: string;
  mode: string;
  challengeLengths: string;
  keyLength: string;
  keySource: KeySource;
  scheme: DiversificationScheme;
  inputTemplate: string;
  masterKeyId: string;
  legacyReason: string;
  warnAt: string;
  stopAt: string;
  perDay: string;
  perYear: string;
  perLifetime: string;
}

/** A setting as the server takes it, but for the profile and its version. */
export type KeysInput = Omit<SaveProfileKeysInput, "profileId" | "version">;

const text = (value: number | null | undefined) => (value === null || value === undefined ? "" : String(value));
const number = (typed: string) => (typed.trim() === "" ? null : wholeNumber(typed));
/** Something that is no number is sent as one that is out of bounds, so that the server names the bounds. */
const wholeNumber = (typed: string) => (/^\d{1,9}$/.test(typed.trim()) ? Number(typed) : 0);

/** @returns the draft that changes nothing */
export function keysDraftOf(keys: ProfileKeysFieldsFragment): KeysDraft {
  const { customType, attemptLimits, quotas } = keys;
  return {
    cardType: keys.cardType.name,
    cipher: customType?.cipher ?? "AES-256",
    mode: customType?.mode ?? "ECB",
    challengeLengths: customType?.challengeLengths.join(", ") ?? "32",
    keyLength: text(customType?.keyLength ?? 64),
    keySource: keys.keySource,
    scheme: keys.scheme ?? "AN10922_AES256",
    inputTemplate: keys.inputTemplate ?? "{serial}",
    masterKeyId: keys.masterKey?.id ?? "",
    legacyReason: keys.legacyReason ?? "",
    warnAt: text(attemptLimits.warnAt),
    stopAt: text(attemptLimits.stopAt),
    perDay: text(quotas.perDay),
    perYear: text(quotas.perYear),
    perLifetime: text(quotas.perLifetime),
  };
}

/** @returns what a draft amounts to, without what does not belong to its card type and source */
export function keysInputOf(draft: KeysDraft): KeysInput {
  const isDiversified = draft.keySource === "DIVERSIFIED";
  const hasMasterKey = isDiversified || draft.keySource === "UNIFORM";
  return {
    cardType: draft.cardType,
    custom: draft.cardType === "custom" ? customOf(draft) : null,
    keySource: draft.keySource,
    scheme: isDiversified ? draft.scheme : null,
    inputTemplate: isDiversified ? draft.inputTemplate : null,
    masterKeyId: hasMasterKey && draft.masterKeyId !== "" ? draft.masterKeyId : null,
    legacyReason: draft.legacyReason.trim() === "" ? null : draft.legacyReason,
    attemptLimits: { warnAt: number(draft.warnAt), stopAt: number(draft.stopAt) },
    quotas: { perDay: number(draft.perDay), perYear: number(draft.perYear), perLifetime: number(draft.perLifetime) },
  };
}

/** Whether two drafts amount to the same. */
export function areSameKeys(one: KeysDraft, other: KeysDraft): boolean {
  return JSON.stringify(keysInputOf(one)) === JSON.stringify(keysInputOf(other));
}

function customOf({ cipher, mode, challengeLengths, keyLength }: KeysDraft) {
  const lengths = challengeLengths.split(/[\s,;]+/).filter((part) => part !== "");
  return { cipher, mode, challengeLengths: lengths.map(wholeNumber), keyLength: wholeNumber(keyLength) };
}
