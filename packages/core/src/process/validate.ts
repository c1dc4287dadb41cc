import {
  type CardState,
  type CardTransition,
  cardStates,
  causesOutsideProcesses,
  finalCardStates,
} from "../lifecycle/card-states.ts";
import { userStates } from "../lifecycle/user-states.ts";
import type { ProcessDefinition } from "./definition.ts";

const knownWho: readonly string[] = ["SELF_SERVICE", "OPERATOR", "API_TOKEN"];
const knownStates: readonly string[] = cardStates;
const knownUserStates: readonly string[] = userStates;
const finalStates: readonly string[] = finalCardStates;
const unblockSteps = "CHALLENGE by person, RESPONSE by server, OUTCOME by person";

/**
 * Everything wrong with a set of processes and the state graph they move cards on, one sentence each; the API refuses
 * to start when there is one. Checks names, states and people for being known, processes and arrows for agreeing, and
 * the graph for states nobody reaches, dead ends, and ways out of a final state.
 */
export function problemsOf(
  definitions: readonly ProcessDefinition[],
  transitions: readonly CardTransition[],
): string[] {
  return [
    ...duplicatesIn(definitions),
    ...definitions.flatMap((definition) => [
      ...unknownNamesIn(definition),
      ...contradictionsIn(definition),
      ...missingArrowsOf(definition, transitions),
    ]),
    ...transitions.flatMap((transition) => problemsOfTransition(transition, definitions)),
    ...problemsOfGraph(transitions),
  ];
}

function duplicatesIn(definitions: readonly ProcessDefinition[]): string[] {
  const names = definitions.map(({ symbolicName }) => symbolicName);
  const repeated = new Set(names.filter((name, index) => names.indexOf(name) !== index));
  return Array.from(repeated, (name) => `${name} is defined more than once`);
}

function unknownNamesIn(definition: ProcessDefinition): string[] {
  const { symbolicName, requiredCardStates, movesCardTo, requiredUserState, startableBy, component } = definition;
  const cardStatesNamed = movesCardTo === null ? requiredCardStates : [...requiredCardStates, movesCardTo];
  const unknown = [
    ...cardStatesNamed.filter((state) => !knownStates.includes(state)).map((state) => `card state ${state}`),
    ...(requiredUserState === null || knownUserStates.includes(requiredUserState)
      ? []
      : [`user state ${requiredUserState}`]),
    ...[...startableBy, component].filter((who) => !knownWho.includes(who)).map((who) => `starter ${who}`),
  ];
  return unknown.map((name) => `${symbolicName} names the unknown ${name}`);
}

function contradictionsIn(definition: ProcessDefinition): string[] {
  const { symbolicName, kind, steps, requiredCardStates, startableBy, component, timeLimitSeconds } = definition;
  const found: string[] = [];
  if (requiredCardStates.length === 0) {
    found.push("can be started in no card state");
  }
  if (startableBy.length === 0 || !startableBy.includes(component)) {
    found.push(`belongs to ${component}, who may not start it`);
  }
  if (steps.length === 0) {
    found.push("has no step");
  }
  if ((definition.movesCardTo === null) === (kind === "CHANGE_STATE")) {
    found.push(kind === "CHANGE_STATE" ? "changes the state to none" : `is ${kind} and changes the state`);
  }
  if (kind === "UNBLOCK") {
    found.push(...contradictionsInUnblock(definition));
  }
  if (timeLimitSeconds !== null && !(timeLimitSeconds > 0)) {
    found.push("has a time limit that is not positive");
  }
  return found.map((problem) => `${symbolicName} ${problem}`);
}

function contradictionsInUnblock({
  steps,
  isOnByDefault,
  timeLimitSeconds,
  ...definition
}: ProcessDefinition): string[] {
  const found: string[] = [];
  if (steps.map(({ name, by }) => `${name} by ${by}`).join(", ") !== unblockSteps) {
    found.push(`takes other steps than ${unblockSteps}`);
  }
  if (isOnByDefault) {
    found.push("unblocks and is on by default");
  }
  if (timeLimitSeconds === null) {
    found.push("unblocks without a time limit");
  }
  if (definition.requiredCardStates.some((state) => state !== "ACTIVE") || definition.requiredUserState !== "ACTIVE") {
    found.push("unblocks without requiring an active card and an active user");
  }
  return found;
}

function missingArrowsOf(definition: ProcessDefinition, transitions: readonly CardTransition[]): string[] {
  if (definition.kind === "EDIT") {
    return [];
  }
  return definition.requiredCardStates
    .map((from) => ({ from, to: definition.movesCardTo ?? from, by: definition.symbolicName }))
    .filter((arrow) => !transitions.some((other) => isSameArrow(arrow, other)))
    .map(({ from, to, by }) => `${by} takes ${from} to ${to}, which the state graph does not have`);
}

function problemsOfTransition(transition: CardTransition, definitions: readonly ProcessDefinition[]): string[] {
  const { from, to, by } = transition;
  const definition = definitions.find(({ symbolicName }) => symbolicName === by);
  const arrow = `${from} to ${to} by ${by}`;
  const found = [from, to]
    .filter((state) => !knownStates.includes(state))
    .map((state) => `${arrow}: unknown card state ${state}`);
  if (finalStates.includes(from)) {
    found.push(`${arrow}: leaves a final state`);
  }
  if (definition === undefined && !(causesOutsideProcesses as readonly string[]).includes(by)) {
    found.push(`${arrow}: nothing of that name moves cards`);
  }
  if (definition !== undefined && !definition.requiredCardStates.includes(from)) {
    found.push(`${arrow}: the process does not start in ${from}`);
  }
  return found;
}

function problemsOfGraph(transitions: readonly CardTransition[]): string[] {
  const reached = statesFrom("REGISTERED", transitions);
  const unreachable = cardStates.filter((state) => !reached.has(state));
  const deadEnds = cardStates.filter(
    (state) => !finalCardStates.some((end) => statesFrom(state, transitions).has(end)),
  );
  const ambiguous = transitions.filter((arrow, index) =>
    transitions.some(({ from, by }, other) => other < index && from === arrow.from && by === arrow.by),
  );
  return [
    ...unreachable.map((state) => `${state} is never reached`),
    ...deadEnds.map((state) => `${state} is a dead end: no final state can be reached from it`),
    ...ambiguous.map(({ from, by }) => `${by} leads from ${from} to more than one state`),
  ];
}

function statesFrom(start: CardState, transitions: readonly CardTransition[]): ReadonlySet<CardState> {
  const reached = new Set<CardState>([start]);
  // A set grows while it is walked: every state found is looked at once.
  for (const state of reached) {
    transitions.filter(({ from }) => from === state).forEach(({ to }) => reached.add(to));
  }
  return reached;
}

function isSameArrow(one: CardTransition, other: CardTransition): boolean {
  return one.from === other.from && one.to === other.to && one.by === other.by;
}
