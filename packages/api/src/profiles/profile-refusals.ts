import type { CardState } from "@unlatch/core/lifecycle/card-states";
import type { Who } from "@unlatch/core/process/definition";
import type { RefusalTexts } from "../platform/refusal.ts";
import { profileProofTexts } from "./proof/profile-proof-texts.ts";
import type { ProfileRecord } from "./card-profile.repository.ts";

/** Where in the input the reason of a refusal stands: the names of its fields, and indexes in lists. */
export type FieldPath = readonly string[];

/** There is no card profile of that id. */
export interface CardProfileNotFound {
  readonly type: "CardProfileNotFound";
}

/** No process has that symbolic name. */
export interface ProcessUnknown {
  readonly type: "ProcessUnknown";
  readonly at?: FieldPath;
}

/** A row of Additional Commands cannot switch this process on in this card state. */
export interface ProcessNotAllowedInState {
  readonly type: "ProcessNotAllowedInState";
  readonly processName: string;
  readonly state: CardState;
  readonly at: FieldPath;
}

/** Nobody, or somebody who cannot start this process, was named to start it. */
export interface WhoNotAllowed {
  readonly type: "WhoNotAllowed";
  readonly processName: string;
  readonly allowed: readonly Who[];
  readonly at: FieldPath;
}

/** The same process stands in two rows of one state. */
export interface ProcessListedTwice {
  readonly type: "ProcessListedTwice";
  readonly processName: string;
  readonly at: FieldPath;
}

/** Somebody saved the profile after the version this change was made from. */
export interface ChangedMeanwhile {
  readonly type: "ChangedMeanwhile";
  /** The name of who did, where a person did. */
  readonly changedBy: string | null;
  readonly changedAt: Date;
  /** When it was found out, so that the text can say how long ago the other change was. */
  readonly noticedAt: Date;
  /** The profile as it is now. */
  readonly cardProfile: ProfileRecord;
}

/** Another profile has this name, in whatever case. */
export interface CardProfileNameTaken {
  readonly type: "CardProfileNameTaken";
  readonly name: string;
}

/** A profile needs a name. */
export interface CardProfileNameMissing {
  readonly type: "CardProfileNameMissing";
}

/** A text of a profile is longer than it may be. */
export interface CardProfileTextTooLong {
  readonly type: "CardProfileTextTooLong";
  readonly label: "Name" | "Description";
  readonly longest: number;
  readonly entered: number;
  readonly at: FieldPath;
}

/** No card type has that name. */
export interface CardTypeUnknown {
  readonly type: "CardTypeUnknown";
}

/** The profile's cards have keys that cards of the other type do not take. */
export interface CardTypeInUse {
  readonly type: "CardTypeInUse";
  readonly label: string;
}

/** The profile's keys come from a master key, which fits its card type: both are chosen together. */
export interface CardTypeSetByKeys {
  readonly type: "CardTypeSetByKeys";
}

/** The words of what can be refused about card profiles. */
export const profileRefusalTexts: RefusalTexts = {
  ...profileProofTexts,
  CardProfileNotFound: () => ({ message: "There is no such card profile. Go back to the list of card profiles." }),
  CardProfileNameMissing: () => ({ message: "Enter a name for the card profile", field: ["name"] }),
  CardProfileNameTaken: ({ name }: CardProfileNameTaken) => ({
    message: `There is another card profile named ${name}. Choose another name.`,
    field: ["name"],
  }),
  CardProfileTextTooLong: ({ label, longest, entered, at }: CardProfileTextTooLong) => ({
    message: `${label} must have ${longest} characters or fewer. You entered ${entered}.`,
    field: at,
  }),
  CardTypeUnknown: () => ({ message: "Choose a card type from the list", field: ["cardType"] }),
  CardTypeInUse: ({ label }: CardTypeInUse) => ({
    message: `This profile has cards with keys for ${label}. Make a new profile for another card type.`,
    field: ["cardType"],
  }),
  CardTypeSetByKeys: () => ({
    message: "The keys of this profile depend on its card type. Change both on the Keys tab.",
    field: ["cardType"],
  }),
  LegacyReasonMissing: () => ({
    message: "Say in 1 to 500 characters why these cards still use 3DES",
    field: ["legacyReason"],
  }),
  ChangedMeanwhile: ({ changedBy, changedAt, noticedAt }: ChangedMeanwhile) => ({
    message: `${changedBy ?? "Unlatch"} changed this ${timeBetween(changedAt, noticedAt)}. See changes.`,
  }),
  ProcessUnknown: ({ at }: ProcessUnknown) => ({
    message: "There is no such process. Choose one from the list.",
    field: at ?? ["process"],
  }),
  ProcessNotAllowedInState: ({ processName, state, at }: ProcessNotAllowedInState) => ({
    message: `${processName} can't be added for cards that are ${state.toLowerCase()}.`,
    field: at,
  }),
  ProcessListedTwice: ({ processName, at }: ProcessListedTwice) => ({
    message: `${processName} is in the list already. Remove one of the two rows.`,
    field: at,
  }),
  WhoNotAllowed: ({ processName, allowed, at }: WhoNotAllowed) => ({
    message: `Choose who may start ${processName}: ${allowed.map((who) => whoWords[who]).join(", ")}.`,
    field: at,
  }),
};

const whoWords = { SELF_SERVICE: "self-service", OPERATOR: "operators", API_TOKEN: "API tokens" } as const;

const units = [
  ["day", 24 * 60 * 60],
  ["hour", 60 * 60],
  ["minute", 60],
] as const;

/** "2 minutes ago": how long before `now` something was, in the largest whole unit. */
function timeBetween(then: Date, now: Date): string {
  const seconds = Math.max(0, (now.getTime() - then.getTime()) / 1000);
  const unit = units.find(([, length]) => seconds >= length);
  if (unit === undefined) return "just now";
  const count = Math.floor(seconds / unit[1]);
  return `${count} ${unit[0]}${count === 1 ? "" : "s"} ago`;
}
