import type { ProcessDefinition } from "../definition.ts";
import { type StateChange, stateChange } from "./state-change.ts";

const changes: readonly StateChange[] = [
  {
    symbolicName: "CardsProcRequest",
    name: "Request card",
    description: "Asks for the registered card to be issued.",
    movesCardTo: "REQUESTED",
  },
  {
    symbolicName: "CardsProcApprove",
    name: "Approve card request",
    description: "Agrees that the requested card be issued.",
    movesCardTo: "APPROVED",
  },
  {
    symbolicName: "CardsProcReject",
    name: "Reject card request",
    description: "Refuses the requested card for good.",
    movesCardTo: "REJECTED",
  },
  {
    symbolicName: "CardsProcAbort",
    name: "Abort card request",
    description: "Withdraws the request for good.",
    movesCardTo: "ABORTED",
  },
  {
    symbolicName: "CardsProcIssue",
    name: "Issue card",
    description: "Records that the card was issued to its holder.",
    movesCardTo: "ISSUED",
  },
];

/** The processes on the way to an issued card; off until a profile turns them on. */
export const issuing: readonly ProcessDefinition[] = changes.map((change) =>
  stateChange({ ...change, isOnByDefault: false }),
);
