import type { CardState } from "@unlatch/core/lifecycle/card-states";
import type { Who } from "@unlatch/core/process/definition";
import type { CommandFieldsFragment, ProfileFieldsFragment } from "../../graphql/generated/graphql.ts";

/** A card profile as the server knows it. */
export type Profile = ProfileFieldsFragment;
/** A process that a card state can have. */
export type Command = CommandFieldsFragment;

/** One row of Additional Commands as it stands on the screen; `process` is empty until one is chosen. */
export interface CommandRow {
  /** Stays with the row while it is edited and moved. */
  readonly key: string;
  /** Symbolic name. */
  process: string;
  who: Who[];
}

/** What a profile is called, what it is for, and how its cards answer. */
export interface GeneralDraft {
  name: string;
  description: string;
  cardType: string;
  /** Asked for when a card type is chosen that still uses 3DES. */
  legacyReason?: string;
}

/** Everything of a profile that can be edited, as it stands on the screen. */
export interface ProfileDraft {
  general: GeneralDraft;
  commands: Partial<Record<CardState, CommandRow[]>>;
}

/** A part that is saved on its own: the general facts, or the commands of one card state. */
export type Section = "GENERAL" | CardState;

/** The draft that changes nothing. */
export function draftOf(profile: Profile): ProfileDraft {
  return {
    general: generalOf(profile),
    commands: Object.fromEntries(profile.states.map(({ state }) => [state, rowsOf(profile, state)])),
  };
}

/** The general facts as a draft. */
export function generalOf(profile: Profile): GeneralDraft {
  return { name: profile.name, description: profile.description, cardType: profile.cardType.name };
}

/** The rows of a state as a draft, in their order. */
export function rowsOf(profile: Profile, state: CardState): CommandRow[] {
  const commands = profile.states.find((each) => each.state === state)?.additionalCommands ?? [];
  return [...commands]
    .sort((one, other) => one.position - other.position)
    .map(({ process, who }) => ({ key: process.symbolicName, process: process.symbolicName, who: [...who] }));
}

/** The process of that symbolic name, as far as any state of the profile knows it. */
export function commandNamed(profile: Profile, symbolicName: string): Command | null {
  const known = profile.states.flatMap((state) => [
    ...state.availableCommands,
    ...state.additionalCommands.map(({ process }) => process),
  ]);
  return known.find((command) => command.symbolicName === symbolicName) ?? null;
}
