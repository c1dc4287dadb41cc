import { cardStates } from "../../lifecycle/card-states.ts";
import type { ProcessDefinition } from "../definition.ts";

/** Changes what is recorded about a card, in whatever state it is. */
export const editCard: ProcessDefinition = {
  symbolicName: "CardsProcEdit",
  name: "Edit card",
  description: "An operator changes what is recorded about the card.",
  kind: "EDIT",
  component: "OPERATOR",
  requiredCardStates: cardStates,
  requiredUserState: null,
  movesCardTo: null,
  isOnByDefault: false,
  startableBy: ["OPERATOR"],
  isRunnable: false,
  steps: [{ name: "CONFIRM", by: "person" }],
  timeLimitSeconds: null,
};
