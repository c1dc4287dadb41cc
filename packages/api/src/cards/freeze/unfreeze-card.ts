import type { Person } from "../../platform/actor.ts";
import type { UnitOfWork } from "../../platform/unit-of-work.ts";
import type { CardNotFound } from "../card-refusals.ts";
import { type CardRecord, cardRepository } from "../card.repository.ts";
import { cardFreezeRepository } from "./card-freeze.repository.ts";

/** The longest reason, in characters. */
export const longestUnfreezeReason = 200;

/** Everything that can come of it. */
export type UnfreezeCardOutcome =
  | { readonly type: "CardUnfrozen"; readonly card: CardRecord }
  | CardNotFound
  | { readonly type: "CardNotFrozen" }
  /** It is their own card, so somebody else has to look at it. */
  | { readonly type: "UnfreezeNotForOwnCard" }
  /** There was none, or one that is too long to keep. */
  | { readonly type: "UnfreezeReasonMissing" };

/** Lets a frozen card be unblocked again: somebody spoke with its holder, and says why. */
export const makeUnfreezeCard =
  (unitOfWork: UnitOfWork) =>
  (person: Person, command: { cardId: string; reason: string }): Promise<UnfreezeCardOutcome> =>
    unitOfWork.audited<UnfreezeCardOutcome>(
      { name: "card.unfreeze", success: "CardUnfrozen" },
      person,
      async ({ sql, concerns }) => {
        const card = await cardRepository(sql).lockById(command.cardId);
        if (card === null) return { type: "CardNotFound" };
        concerns({ cardId: card.id, serialNumber: card.serialNumber });
        if (card.holderId !== null) concerns({ subjectUserId: card.holderId });
        if (card.holderId === person.userId) return { type: "UnfreezeNotForOwnCard" };
        const reason = command.reason.replace(/[\p{Cc}\s]+/gu, " ").trim();
        if (reason === "" || [...reason].length > longestUnfreezeReason) return { type: "UnfreezeReasonMissing" };
        if (!(await cardFreezeRepository(sql).unfreeze(card.id))) return { type: "CardNotFrozen" };
        concerns({ facts: { reason } });
        return { type: "CardUnfrozen", card };
      },
    );
