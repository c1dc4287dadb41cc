import type { ProcessDefinition } from "../definition.ts";
import { type StateChange, stateChange } from "./state-change.ts";

const changes: readonly StateChange[] = [
  {
    symbolicName: "CardsProcActivate",
    name: "Activate card",
    description: "Makes the issued card usable.",
    movesCardTo: "ACTIVE",
  },
  {
    symbolicName: "CardsProcDeactivate",
    name: "Deactivate card",
    description: "Takes the card out of use for a while.",
    movesCardTo: "INACTIVE",
  },
  {
    symbolicName: "CardsProcReactivate",
    name: "Reactivate card",
    description: "Makes the inactive card of an active user usable again.",
    movesCardTo: "ACTIVE",
    requiredUserState: "ACTIVE",
  },
  {
    symbolicName: "CardsProcLock",
    name: "Lock card",
    description: "Takes the card out of use for good.",
    movesCardTo: "LOCKED",
  },
];

/** The processes of a card in use; every profile has them among its Default Commands. */
export const activeLife: readonly ProcessDefinition[] = changes.map((change) =>
  stateChange({ ...change, isOnByDefault: true }),
);
