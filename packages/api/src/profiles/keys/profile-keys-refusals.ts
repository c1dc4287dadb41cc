import type { RefusalTexts } from "../../platform/refusal.ts";
import type { FieldPath } from "../profile-refusals.ts";

/** The described card type cannot be: a length that does not go with its cipher, or a word that is none of the possible ones. */
export interface CustomCardTypeUnusable {
  readonly type: "CustomCardTypeUnusable";
  readonly part: "cipher" | "mode" | "challengeLengths" | "keyLength";
  /** Lengths in hex digits. */
  readonly possible: readonly string[];
}

/** Cards of this type do not come by their keys in this way. */
export interface KeySourceDoesNotFit {
  readonly type: "KeySourceDoesNotFit";
  readonly takesPuk: boolean;
}

/** The template cannot be read, or is the same for every card. */
export interface InputTemplateUnreadable {
  readonly type: "InputTemplateUnreadable";
  readonly part: string;
  readonly reason: "UNKNOWN_PLACEHOLDER" | "NOT_HEX" | "SAME_FOR_ALL_CARDS" | "PREFACE_NAMES_CARD" | "TOO_LONG";
}

/** The template gives an input that the scheme does not take, for the card that was tried. */
export interface InputTemplateDoesNotFit {
  readonly type: "InputTemplateDoesNotFit";
  /** Null: the preface is what does not fit. */
  readonly serialNumber: string | null;
  readonly least: number;
  readonly most: number;
}

/** The scheme, the master key and the card type do not go together. */
export interface SchemeDoesNotFit {
  readonly type: "SchemeDoesNotFit";
  readonly possibleMasterKeys: readonly string[];
}

/** There is no master key of that id, or it was not approved. */
export interface MasterKeyNotUsable {
  readonly type: "MasterKeyNotUsable";
}

/** A limit or a quota is out of bounds. */
export interface LimitOutOfBounds {
  readonly type: "LimitOutOfBounds";
  readonly least: number;
  readonly most: number;
  readonly at: FieldPath;
}

const readable = `Write hex digits, {serial}, {serial:bcd}, {serial:hex}, {serial.last8:bcd} or {cardId}`;
const templateWords: Readonly<Record<InputTemplateUnreadable["reason"], (part: string) => string>> = {
  UNKNOWN_PLACEHOLDER: (part) => `"${part}" is not known. ${readable}.`,
  NOT_HEX: (part) => `"${part}" is not hex. ${readable}.`,
  SAME_FOR_ALL_CARDS: () => "The input must name the card, or all cards get the same key. Add {serial}.",
  PREFACE_NAMES_CARD: (part) => `"${part}" stands before | and must be hex digits only`,
  TOO_LONG: () => "Template must have 300 characters or fewer",
};

/** The words of what can be refused about the key settings of a profile. */
export const profileKeysRefusalTexts: RefusalTexts = {
  CustomCardTypeUnusable: ({ part, possible }: CustomCardTypeUnusable) => ({
    message: `Choose from ${possible.join(", ")}`,
    field: ["custom", part],
  }),
  KeySourceDoesNotFit: ({ takesPuk }: KeySourceDoesNotFit) => ({
    message: takesPuk
      ? "Cards of this type take their PUK, so the source must be PUK as hex."
      : "PUK as hex is for cards of the OpenSC minidriver only. Choose another source.",
    field: ["keySource"],
  }),
  InputTemplateUnreadable: ({ reason, part }: InputTemplateUnreadable) => ({
    message: templateWords[reason](part),
    field: ["inputTemplate"],
  }),
  InputTemplateDoesNotFit: ({ serialNumber, least, most }: InputTemplateDoesNotFit) => ({
    message:
      serialNumber === null
        ? "What stands before | must be a label in hex, or 01, 02 or 03 for a scheme that has three keys"
        : `For card ${serialNumber} the template doesn't give ${least === most ? least : `${least} to ${most}`} bytes that this scheme takes`,
    field: ["inputTemplate"],
  }),
  SchemeDoesNotFit: ({ possibleMasterKeys }: SchemeDoesNotFit) => ({
    message: `This scheme, master key and card type don't go together. The scheme takes a master key of ${possibleMasterKeys.join(", ")}.`,
    field: ["scheme"],
  }),
  MasterKeyNotUsable: () => ({ message: "Choose a master key that is approved", field: ["masterKeyId"] }),
  LimitOutOfBounds: ({ least, most, at }: LimitOutOfBounds) => ({
    message: most < least ? "Leave this empty" : `Enter a number from ${least} to ${most}`,
    field: at,
  }),
};
