import { type CardState, cardTransitions } from "./card-states.ts";
import { type UserState, userTransitions } from "./user-states.ts";

/** Where a process (or `expiry`) takes a card from a state; null when it has no business there. */
export function nextCardState(state: CardState, symbolicName: string): CardState | null {
  return cardTransitions.find(({ from, by }) => from === state && by === symbolicName)?.to ?? null;
}

/** Where a process takes a user from a state; null when it has no business there. */
export function nextUserState(state: UserState, symbolicName: string): UserState | null {
  return userTransitions.find(({ from, by }) => from === state && by === symbolicName)?.to ?? null;
}
