import type { ProcessDefinition } from "../definition.ts";
import { unblockPinOffline } from "./unblock-pin-offline.ts";

/** The operator's twin of Unblock PIN offline: the caller reads the challenge out, the operator the response back. */
export const unblockCardRemote: ProcessDefinition = {
  ...unblockPinOffline,
  symbolicName: "CardsProcUnblockRemote",
  name: "Unblock card remote",
  description: "An operator enters the challenge a caller reads out and reads the response back.",
  component: "OPERATOR",
  startableBy: ["OPERATOR"],
  isRunnable: false,
};
