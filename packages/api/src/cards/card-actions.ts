import type { CardState } from "@unlatch/core/lifecycle/card-states";
import { availability, type Situation, type UnavailableReason } from "@unlatch/core/process/availability";
import type { ProcessDefinition } from "@unlatch/core/process/definition";
import type { UserRecord } from "../identity/index.ts";
import type { Person } from "../platform/actor.ts";
import type { ProfileRecord } from "../profiles/index.ts";
import type { CardRecord } from "./card.repository.ts";

/** A card with all that decides what can be done with it. */
export interface CardWithGrounds {
  readonly card: CardRecord;
  readonly profile: ProfileRecord;
  /** Null when nobody holds it. */
  readonly holder: UserRecord | null;
  /** Whether unblocking is stopped for it. */
  readonly isFrozen?: boolean;
}

/** @returns what decides which processes a person is offered for a card */
export function situationOf(person: Person, { card, profile, holder, isFrozen = false }: CardWithGrounds): Situation {
  return {
    card: { state: card.state, holderId: card.holderId, holderState: holder?.state ?? null, isFrozen },
    person: { ...person, id: person.userId },
    profile,
  };
}

/** A process that is not offered, and why, also in a sentence. */
export interface UnavailableCardAction {
  readonly process: ProcessDefinition;
  readonly reason: UnavailableReason;
  readonly message: string;
}

/** What a person is offered for a card, and what not and why. */
export interface CardActions {
  readonly possibleActions: readonly { readonly process: ProcessDefinition }[];
  readonly unavailableActions: readonly UnavailableCardAction[];
}

/** @returns the Possible actions of a person for a card, and why others are missing */
export function actionsFor(person: Person, grounds: CardWithGrounds): CardActions {
  const { possible, unavailable } = availability(situationOf(person, grounds));
  return {
    possibleActions: possible.map((process) => ({ process })),
    unavailableActions: unavailable.map(({ process, reason }) => ({
      process,
      reason,
      message: whyUnavailable(reason, {
        process,
        cardState: grounds.card.state,
        isPersonActive: person.state === "ACTIVE",
      }),
    })),
  };
}

/** What a sentence about a missing action speaks of. */
export interface MissingAction {
  readonly process: ProcessDefinition;
  readonly cardState: CardState;
  /** Whether the account of whoever asks is active; otherwise the holder's is meant. */
  readonly isPersonActive: boolean;
}

/** @returns why a process is not offered, in a sentence that says what to do */
export function whyUnavailable(
  reason: UnavailableReason,
  { process, cardState, isPersonActive }: MissingAction,
): string {
  const state = cardState.toLowerCase();
  switch (reason) {
    case "CARD_NOT_ACTIVE":
    case "CARD_STATE_DOES_NOT_ALLOW":
      return process.kind === "UNBLOCK"
        ? `This card is ${state}, so its PIN can't be unblocked here. Contact the help desk.`
        : `This card is ${state}, so ${process.name} can't be used for it.`;
    case "CARD_FROZEN":
      return "Unblocking was stopped for this card, because a response was reported as not asked for. Contact the help desk.";
    case "USER_NOT_ACTIVE":
      return isPersonActive
        ? "The holder's account isn't active. Contact the help desk."
        : "Your account isn't active. Contact the help desk.";
    case "PROCESS_NOT_ENABLED":
      return `Your organisation hasn't turned on ${process.name} for this card.`;
    case "NOT_YOUR_CARD":
      return `Only the holder of this card can use ${process.name}.`;
    case "NOT_PERMITTED":
      return `Your role doesn't allow ${process.name}.`;
    default:
      return reason satisfies never;
  }
}
