import type { UnavailableReason } from "@unlatch/core/process/availability";
import type { RefusalTexts } from "../platform/refusal.ts";
import { type MissingAction, whyUnavailable } from "./card-actions.ts";
import type { CardRecord } from "./card.repository.ts";

/** There is no such card, or it is not theirs to see: both look the same. */
export interface CardNotFound {
  readonly type: "CardNotFound";
}

/** A process is not among the Possible actions of whoever asked. */
export interface ProcessNotOffered extends MissingAction {
  readonly type: "ProcessNotOffered";
  readonly reason: UnavailableReason;
}

/** Somebody changed the card after the version this change was made from. */
export interface CardChangedMeanwhile {
  readonly type: "CardChangedMeanwhile";
  /** The card as it is now. */
  readonly card: CardRecord;
}

/** The words of what can be refused about cards. */
export const cardRefusalTexts: RefusalTexts = {
  CardNotFound: () => ({ message: "There is no such card. Go back to the list of cards.", field: ["cardId"] }),
  ProcessNotOffered: ({ reason, ...missing }: ProcessNotOffered) => ({
    message: whyUnavailable(reason, missing),
    field: ["process"],
  }),
  CardChangedMeanwhile: ({ card }: CardChangedMeanwhile) => ({
    message: `This card was changed meanwhile: it is ${card.state.toLowerCase()} now. Check what can be done with it.`,
  }),
};
