import type { KeyUsage } from "@unlatch/core/keys/key-source";
import type { RefusalTexts } from "../../platform/refusal.ts";
import type { MasterKeyState } from "./master-key.repository.ts";

/** There is no master key of that id. */
export interface MasterKeyNotFound {
  readonly type: "MasterKeyNotFound";
}

/** A master key needs a name of 1 to 120 characters. */
export interface MasterKeyNameUnusable {
  readonly type: "MasterKeyNameUnusable";
}

/** Another master key has this name. */
export interface MasterKeyNameTaken {
  readonly type: "MasterKeyNameTaken";
}

/** No kind of master key has that name, or the number of components is neither two nor three. */
export interface MasterKeyPlanUnusable {
  readonly type: "MasterKeyPlanUnusable";
  readonly part: "cipher" | "components" | "convention";
  readonly possible: readonly string[];
}

/** A check value has six hex digits. */
export interface CheckValueUnreadable {
  readonly type: "CheckValueUnreadable";
  readonly part: "expectedCheckValue" | "checkValue";
}

/** The installation refuses triple DES. */
export interface StrictModeRefusesLegacy {
  readonly type: "StrictModeRefusesLegacy";
}

/** The ceremony is past the entering of components, or past its decision. */
export interface MasterKeyInAnotherState {
  readonly type: "MasterKeyInAnotherState";
  readonly state: MasterKeyState;
}

/** There is no component of that number to enter. */
export interface ComponentNumberUnusable {
  readonly type: "ComponentNumberUnusable";
  /** Numbers still to enter. */
  readonly missing: readonly number[];
}

/** The person entered a component of this key already. */
export interface ComponentAlreadyYours {
  readonly type: "ComponentAlreadyYours";
}

/** What was typed is no component: other characters, or another number of digits. */
export interface ComponentUnreadable {
  readonly type: "ComponentUnreadable";
  readonly expectedDigits: number;
}

/** A component of nothing but zeros protects nothing. */
export interface ComponentEmpty {
  readonly type: "ComponentEmpty";
}

/** The component's check value is not the one typed: one of the two was mistyped. */
export interface ComponentCheckValueDiffers {
  readonly type: "ComponentCheckValueDiffers";
}

/** The components together are not the key of the ceremony sheet. */
export interface CombinedCheckValueDiffers {
  readonly type: "CombinedCheckValueDiffers";
  readonly expected: string;
}

/** The key would derive others and is a vendor's default, a constant, or single DES in disguise. */
export interface MasterKeyWeak {
  readonly type: "MasterKeyWeak";
  readonly weakness: "CONSTANT" | "VENDOR_DEFAULT" | "SINGLE_DES";
}

/** The same key is here already. */
export interface MasterKeyKnown {
  readonly type: "MasterKeyKnown";
  readonly name: string;
}

/** A key that answers challenges would derive others as well, or the other way round. */
export interface KeyUsageConflict {
  readonly type: "KeyUsageConflict";
  /** What the key is for already. */
  readonly usage: KeyUsage;
}

/** Whoever decides about a key must not have entered a component of it. */
export interface ApproverEnteredComponent {
  readonly type: "ApproverEnteredComponent";
}

const usageWords: Readonly<Record<KeyUsage, string>> = {
  RESPOND: "answers challenges of cards",
  DERIVE: "derives the keys of cards",
};
const stateWords: Readonly<Record<MasterKeyState, string>> = {
  COLLECTING: "It still needs components.",
  AWAITING_APPROVAL: "It has all its components and waits for approval.",
  ACTIVE: "It was approved already.",
  REJECTED: "It was rejected. Begin a new one.",
};
const weaknessWords = {
  CONSTANT: "the same byte over and over",
  VENDOR_DEFAULT: "a vendor's default key",
  SINGLE_DES: "no stronger than single DES, because two of its parts are the same",
} as const;

/** The words of what can be refused about master keys. */
export const masterKeyRefusalTexts: RefusalTexts = {
  MasterKeyNotFound: () => ({ message: "There is no such master key. Go back to the list.", field: ["masterKeyId"] }),
  MasterKeyNameUnusable: () => ({ message: "Enter a name of 1 to 120 characters", field: ["name"] }),
  MasterKeyNameTaken: () => ({
    message: "Another master key has this name. Choose another name.",
    field: ["name"],
  }),
  MasterKeyPlanUnusable: ({ part, possible }: MasterKeyPlanUnusable) => ({
    message: `Choose one of ${possible.join(", ")}`,
    field: [part],
  }),
  CheckValueUnreadable: ({ part }: CheckValueUnreadable) => ({
    message: "Check value must have 6 characters, 0 to 9 and A to F",
    field: [part],
  }),
  StrictModeRefusesLegacy: () => ({
    message:
      "This installation refuses 3DES (strict cryptography is on). Choose an AES card type, or ask whoever runs the server.",
  }),
  MasterKeyInAnotherState: ({ state }: MasterKeyInAnotherState) => ({ message: stateWords[state] }),
  ComponentNumberUnusable: ({ missing }: ComponentNumberUnusable) => ({
    message: `Choose a component that is missing: ${missing.join(", ")}`,
    field: ["number"],
  }),
  ComponentAlreadyYours: () => ({
    message: "You entered a component of this key already. Somebody else must enter the next one.",
  }),
  ComponentUnreadable: ({ expectedDigits }: ComponentUnreadable) => ({
    message: `Component must have ${expectedDigits} characters, 0 to 9 and A to F`,
    field: ["component"],
  }),
  ComponentEmpty: () => ({
    message: "A component of zeros only protects nothing. Make a random one.",
    field: ["component"],
  }),
  ComponentCheckValueDiffers: () => ({
    message: "The component doesn't have this check value. Compare both with your sheet.",
    field: ["checkValue"],
  }),
  CombinedCheckValueDiffers: ({ expected }: CombinedCheckValueDiffers) => ({
    message: `Together the components don't give a key with the check value ${expected}. Compare the sheets; if a component is from another key, reject this one and begin again.`,
  }),
  MasterKeyWeak: ({ weakness }: MasterKeyWeak) => ({
    message: `Together the components give a key that is ${weaknessWords[weakness]}. It can't derive other keys. Reject it and begin again.`,
  }),
  MasterKeyKnown: ({ name }: MasterKeyKnown) => ({ message: `This key is here already: ${name}. Use that one.` }),
  KeyUsageConflict: ({ usage }: KeyUsageConflict) => ({
    message: `This key already ${usageWords[usage]}, and a key must never do both. Use another key.`,
  }),
  ApproverEnteredComponent: () => ({
    message: "You entered a component of this key. Somebody who entered none must approve it.",
  }),
};
