import { processNamed } from "@unlatch/core/process/definitions";
import { expect, test } from "vitest";
import { whyUnavailable } from "./card-actions.ts";

const unblock = processNamed("CardsSelfServiceProcUnblockPINOffline")!;
const lock = processNamed("CardsProcLock")!;

test.each([
  [
    "CARD_NOT_ACTIVE",
    unblock,
    true,
    "This card is inactive, so its PIN can't be unblocked here. Contact the help desk.",
  ],
  ["CARD_STATE_DOES_NOT_ALLOW", lock, true, "This card is inactive, so Lock card can't be used for it."],
  [
    "CARD_FROZEN",
    unblock,
    true,
    "Unblocking was stopped for this card, because a response was reported as not asked for. Contact the help desk.",
  ],
  ["USER_NOT_ACTIVE", unblock, false, "Your account isn't active. Contact the help desk."],
  ["USER_NOT_ACTIVE", unblock, true, "The holder's account isn't active. Contact the help desk."],
  ["PROCESS_NOT_ENABLED", unblock, true, "Your organisation hasn't turned on Unblock PIN offline for this card."],
  ["NOT_YOUR_CARD", unblock, true, "Only the holder of this card can use Unblock PIN offline."],
  ["NOT_PERMITTED", lock, true, "Your role doesn't allow Lock card."],
] as const)("%s is told in words", (reason, process, isPersonActive, words) => {
  expect(whyUnavailable(reason, { process, cardState: "INACTIVE", isPersonActive })).toBe(words);
});
