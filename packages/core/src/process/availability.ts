import { type Entitled, can } from "../access/permissions.ts";
import type { CardState } from "../lifecycle/card-states.ts";
import type { UserState } from "../lifecycle/user-states.ts";
import type { ProcessDefinition, Who } from "./definition.ts";
import { processDefinitions } from "./definitions.ts";

/** One row of Additional Commands: a process switched on in one card state, and for whom. */
export interface AdditionalCommand {
  readonly state: CardState;
  readonly symbolicName: string;
  readonly who: readonly Who[];
}

/** All that decides which processes a person is offered for a card. */
export interface Situation {
  readonly card: {
    readonly state: CardState;
    readonly holderId: string | null;
    /** The holder's state, needed when somebody else acts; unknown counts as not active there. */
    readonly holderState?: UserState | null;
    /** Whether unblocking was stopped for it, because a response was reported as not asked for. */
    readonly isFrozen?: boolean;
  };
  readonly person: Entitled & { readonly id: string; readonly state: UserState };
  readonly profile: { readonly commands: readonly AdditionalCommand[] };
}

/** Why a process is not offered. */
export type UnavailableReason =
  | "CARD_NOT_ACTIVE"
  | "CARD_STATE_DOES_NOT_ALLOW"
  | "CARD_FROZEN"
  | "USER_NOT_ACTIVE"
  | "PROCESS_NOT_ENABLED"
  | "NOT_YOUR_CARD"
  | "NOT_PERMITTED";

/** What is offered, and what is not and why. */
export interface Availability {
  readonly possible: readonly ProcessDefinition[];
  readonly unavailable: readonly { readonly process: ProcessDefinition; readonly reason: UnavailableReason }[];
}

/**
 * The Possible actions of a person for a card, and the reasons for those that are missing. Only what concerns the
 * person is weighed: unblocking for the holder and, as a thing they cannot do, for those who may read any card;
 * changes of state for those who may make them, when the card's state has them by default or by a row. So the list of
 * reasons never fills up with processes of other states.
 */
export function availability(situation: Situation): Availability {
  const possible: ProcessDefinition[] = [];
  const unavailable: { process: ProcessDefinition; reason: UnavailableReason }[] = [];
  for (const process of processDefinitions.filter((definition) => concerns(definition, situation))) {
    const reason = mayStart(process, situation);
    if (reason === null) {
      possible.push(process);
    } else {
      unavailable.push({ process, reason });
    }
  }
  return { possible, unavailable };
}

/**
 * Why a person may not start, or go on with, a process on a card; null when they may. The first reason counts, in the
 * order a person would ask: the card's state, whether it is frozen, the user's state, whether it is switched on, whether it is theirs to do. It
 * tells of the card: to somebody who may not read the card, say only that there is none.
 */
export function mayStart(definition: ProcessDefinition, situation: Situation): UnavailableReason | null {
  if (!definition.requiredCardStates.includes(situation.card.state)) {
    return definition.requiredCardStates.every((state) => state === "ACTIVE")
      ? "CARD_NOT_ACTIVE"
      : "CARD_STATE_DOES_NOT_ALLOW";
  }
  if (definition.kind === "UNBLOCK" && situation.card.isFrozen === true) {
    return "CARD_FROZEN";
  }
  if (!usersAreActive(definition, situation)) {
    return "USER_NOT_ACTIVE";
  }
  if (!isEnabled(definition, situation)) {
    return "PROCESS_NOT_ENABLED";
  }
  return isTheirsToDo(definition, situation);
}

/** The Default Commands of a card state: on in every profile. */
export function defaultCommandsFor(state: CardState): ProcessDefinition[] {
  return commandsFor(state).filter(({ isOnByDefault }) => isOnByDefault);
}

/** What a row of Additional Commands can switch on in a card state. */
export function additionalCommandsFor(state: CardState): ProcessDefinition[] {
  return commandsFor(state).filter(({ isOnByDefault }) => !isOnByDefault);
}

function commandsFor(state: CardState): ProcessDefinition[] {
  return processDefinitions.filter(
    ({ isRunnable, requiredCardStates }) => isRunnable && requiredCardStates.includes(state),
  );
}

function concerns(definition: ProcessDefinition, situation: Situation): boolean {
  const { card, person } = situation;
  if (!definition.isRunnable) {
    return false;
  }
  switch (definition.kind) {
    case "UNBLOCK":
      return isHolder(situation) || can(person, "card:read:any");
    case "CHANGE_STATE":
    case "EDIT":
      return (
        can(person, "card:change-state") &&
        (defaultCommandsFor(card.state).includes(definition) || rowFor(definition, situation) !== undefined)
      );
    default:
      return definition.kind satisfies never;
  }
}

function usersAreActive(definition: ProcessDefinition, situation: Situation): boolean {
  const { card, person } = situation;
  const required = definition.requiredUserState;
  if (person.state !== "ACTIVE") {
    return false;
  }
  if (required === null) {
    return true;
  }
  if (isHolder(situation)) {
    return person.state === required;
  }
  // A self-service process of somebody else is refused for that; an unknown holder must not hide the better reason.
  const isUnknownButRefusedLater = card.holderState === undefined && definition.component === "SELF_SERVICE";
  return isUnknownButRefusedLater || card.holderState === required;
}

function isEnabled(definition: ProcessDefinition, situation: Situation): boolean {
  if (!definition.isRunnable) {
    return false;
  }
  const who = definition.component;
  return definition.isOnByDefault || (rowFor(definition, situation)?.who.includes(who) ?? false);
}

function isTheirsToDo(definition: ProcessDefinition, situation: Situation): UnavailableReason | null {
  switch (definition.component) {
    case "SELF_SERVICE":
      if (!isHolder(situation)) {
        return "NOT_YOUR_CARD";
      }
      return can(situation.person, "process:run:own") ? null : "NOT_PERMITTED";
    case "OPERATOR":
      return can(situation.person, "card:change-state") ? null : "NOT_PERMITTED";
    default:
      return definition.component satisfies never;
  }
}

function isHolder({ card, person }: Situation): boolean {
  return card.holderId === person.id;
}

function rowFor(definition: ProcessDefinition, { card, profile }: Situation): AdditionalCommand | undefined {
  return profile.commands.find(
    ({ state, symbolicName }) => state === card.state && symbolicName === definition.symbolicName,
  );
}
