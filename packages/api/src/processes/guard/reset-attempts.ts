import { attemptStanding } from "@unlatch/core/guard/attempts";
import { type CardRecord, cardRepository } from "../../cards/index.ts";
import type { Person } from "../../platform/actor.ts";
import type { UnitOfWork } from "../../platform/unit-of-work.ts";
import { profileRepository } from "../../profiles/index.ts";
import { cardGuardRepository } from "./card-guard.repository.ts";
import { attemptLimitsOf } from "./card-limits.ts";

/** The longest reason, in characters. */
export const longestResetReason = 200;

/** Everything that can come of it. */
export type ResetAttemptsOutcome =
  | { readonly type: "AttemptsReset"; readonly card: CardRecord }
  | { readonly type: "CardNotFound" }
  /** There was none, or one that is too long to keep. */
  | { readonly type: "ResetReasonMissing" };

/** Lets a stopped card have responses again: somebody looked at it, and says why. */
export const makeResetAttempts =
  (unitOfWork: UnitOfWork) =>
  (person: Person, command: { cardId: string; reason: string }): Promise<ResetAttemptsOutcome> =>
    unitOfWork.audited<ResetAttemptsOutcome>(
      { name: "card.resetAttempts", success: "AttemptsReset" },
      person,
      async ({ sql, concerns }) => {
        const card = await cardRepository(sql).lockById(command.cardId);
        if (card === null) return { type: "CardNotFound" };
        concerns({ cardId: card.id, serialNumber: card.serialNumber });
        const reason = command.reason.replace(/[\p{Cc}\s]+/gu, " ").trim();
        if (reason === "" || [...reason].length > longestResetReason) return { type: "ResetReasonMissing" };
        const profile = await profileRepository(sql).byId(card.profileId);
        const guards = cardGuardRepository(sql);
        const released = (await guards.attemptsOn([card.id])).get(card.id) ?? 0;
        const { isStopped } = attemptStanding(
          profile === null ? { warnAt: null, stopAt: null } : attemptLimitsOf(profile, card),
          released,
        );
        concerns({
          facts: { reason, releasedSinceSuccess: String(released), wasStopped: isStopped ? "yes" : "no" },
        });
        await guards.resetAttempts(card.id);
        return { type: "AttemptsReset", card };
      },
    );
