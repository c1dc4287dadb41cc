import { type CardState, cardTransitions } from "../../lifecycle/card-states.ts";
import type { ProcessDefinition } from "../definition.ts";

/** What tells one change of state from another; the rest follows from the state graph. */
export interface StateChange {
  readonly symbolicName: string;
  readonly name: string;
  readonly description: string;
  readonly movesCardTo: CardState;
  readonly requiredUserState?: "ACTIVE";
}

/** The operator's one-step process that moves a card along the arrows its symbolic name has in the state graph. */
export function stateChange(change: StateChange & { readonly isOnByDefault: boolean }): ProcessDefinition {
  return {
    requiredUserState: null,
    ...change,
    kind: "CHANGE_STATE",
    component: "OPERATOR",
    requiredCardStates: cardTransitions.filter(({ by }) => by === change.symbolicName).map(({ from }) => from),
    startableBy: ["OPERATOR"],
    isRunnable: true,
    steps: [{ name: "CONFIRM", by: "person" }],
    timeLimitSeconds: null,
  };
}
