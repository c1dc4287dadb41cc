import type { ProcessDefinition } from "../definition.ts";

/** The holder unblocks the PIN of their own card: challenge in, response out, the new PIN only on the PC. */
export const unblockPinOffline: ProcessDefinition = {
  symbolicName: "CardsSelfServiceProcUnblockPINOffline",
  name: "Unblock PIN offline",
  description: "The holder enters the challenge their computer shows and gets the response that unblocks the PIN.",
  kind: "UNBLOCK",
  component: "SELF_SERVICE",
  requiredCardStates: ["ACTIVE"],
  requiredUserState: "ACTIVE",
  movesCardTo: null,
  isOnByDefault: false,
  startableBy: ["SELF_SERVICE"],
  isRunnable: true,
  steps: [
    { name: "CHALLENGE", by: "person" },
    { name: "RESPONSE", by: "server" },
    { name: "OUTCOME", by: "person" },
  ],
  timeLimitSeconds: 30 * 60,
};
