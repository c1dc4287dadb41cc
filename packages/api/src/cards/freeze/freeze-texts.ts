import type { RefusalTexts } from "../../platform/refusal.ts";

/** @returns the words of what is refused about frozen cards @param helpDesk - how to reach it; null: the host did not say */
export const freezeTexts = (helpDesk: string | null): RefusalTexts => ({
  CardFrozen: ({ since }: { since: Date }) => ({
    message: `Unblocking was stopped for this card on ${inWords(since)}, because a response was reported as not asked for. Contact the help desk${helpDesk === null ? "" : ` (${helpDesk})`}.`,
  }),
  CardNotFrozen: () => ({ message: "Unblocking isn't stopped for this card. Nothing was changed.", field: ["cardId"] }),
  UnfreezeNotForOwnCard: () => ({
    message: "This is your own card. Ask another operator to look at it.",
    field: ["cardId"],
  }),
  UnfreezeReasonMissing: () => ({ message: "Enter a reason of 1 to 200 characters", field: ["reason"] }),
});

const inWords = (at: Date) => `${at.toISOString().slice(0, 10)} at ${at.toISOString().slice(11, 16)} UTC`;
