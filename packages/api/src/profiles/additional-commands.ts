import { type AdditionalCommand, additionalCommandsFor } from "@unlatch/core/process/availability";
import type { CardState } from "@unlatch/core/lifecycle/card-states";
import type { Who } from "@unlatch/core/process/definition";
import { processNamed } from "@unlatch/core/process/definitions";
import type { ProfileRecord } from "./card-profile.repository.ts";
import type { FieldPath, ProcessNotAllowedInState, ProcessUnknown, WhoNotAllowed } from "./profile-refusals.ts";

/** A row of Additional Commands as a client sends it. */
export interface CommandRow {
  /** Symbolic name. */
  readonly process: string;
  /** Left out: everybody the process can be started by. */
  readonly who?: readonly Who[] | undefined;
}

/** Why a row cannot stand in a state. */
export type CommandRefusal = ProcessUnknown | ProcessNotAllowedInState | WhoNotAllowed;

/**
 * Reads a row that is to switch a process on in a card state.
 *
 * @param row.at - the path of the row in the input; empty where the input is the row
 */
export function readCommand(
  row: CommandRow & { readonly at: FieldPath },
  state: CardState,
): { readonly type: "Read"; readonly command: AdditionalCommand; readonly name: string } | CommandRefusal {
  const definition = processNamed(row.process);
  if (definition === null) return { type: "ProcessUnknown", at: [...row.at, "process"] };
  const { name: processName, symbolicName, startableBy: allowed } = definition;
  if (!additionalCommandsFor(state).includes(definition)) {
    const at = [...row.at, "process"];
    return { type: "ProcessNotAllowedInState", processName, state, at };
  }
  const who = [...new Set(row.who ?? allowed)];
  if (who.length === 0 || !who.every((one) => allowed.includes(one))) {
    return { type: "WhoNotAllowed", processName, allowed, at: [...row.at, "who"] };
  }
  return { type: "Read", command: { state, symbolicName, who }, name: processName };
}

/** @returns the rows of Additional Commands that a profile has in one state, in their order */
export function commandsIn(profile: ProfileRecord, state: CardState): readonly AdditionalCommand[] {
  return profile.commands.filter((command) => command.state === state);
}

/** @returns the profile with exactly these rows in one state; the other states keep theirs */
export function withCommandsIn(
  profile: ProfileRecord,
  state: CardState,
  commands: readonly AdditionalCommand[],
): ProfileRecord {
  return { ...profile, commands: [...profile.commands.filter((command) => command.state !== state), ...commands] };
}

/** @returns whether two lists of rows say the same in the same order */
export function areSameCommands(before: readonly AdditionalCommand[], after: readonly AdditionalCommand[]): boolean {
  return inWords(before) === inWords(after);
}

/** @returns what the audit entry tells of a change of rows: `before` and `after`, as symbolic names and who may start them */
export function commandFacts(
  before: readonly AdditionalCommand[],
  after: readonly AdditionalCommand[],
): { readonly before: string; readonly after: string } {
  return { before: inWords(before), after: inWords(after) };
}

const inWords = (commands: readonly AdditionalCommand[]) =>
  commands.map(({ symbolicName, who }) => `${symbolicName} (${[...who].sort().join(", ")})`).join("; ") || "none";
