import type { RefusalTexts } from "../../platform/refusal.ts";
import type { AttemptsExhausted, QuotaExhausted } from "./guard-rules.ts";

/** What each refusal of the guards says to the person. */
export const guardRefusalTexts: RefusalTexts = {
  ChallengeDegenerate: () => ({
    message: "That isn't a challenge a card would show. Check what your computer shows now.",
    field: ["challenge"],
  }),
  AttemptsExhausted: ({ reference }: AttemptsExhausted) => ({
    message: `To protect the card, no more responses can be given. Contact the help desk (reference ${reference}).`,
  }),
  QuotaExhausted: ({ availableAt, askedAt, reference }: QuotaExhausted) => ({
    message:
      availableAt === null
        ? `This card has had all the responses it may have. Contact the help desk (reference ${reference}).`
        : `Too many tries. Try again in ${inWords(availableAt.getTime() - askedAt.getTime())}.`,
  }),
  ResetReasonMissing: () => ({ message: "Enter a reason of 1 to 200 characters", field: ["reason"] }),
};

const minuteMs = 60_000;

/** A time to wait in its largest unit, rounded up so that nobody comes too early. */
function inWords(waitMs: number): string {
  const minutes = Math.max(1, Math.ceil(waitMs / minuteMs));
  if (minutes < 120) return minutes === 1 ? "1 minute" : `${minutes} minutes`;
  const hours = Math.ceil(minutes / 60);
  return hours < 48 ? `${hours} hours` : `${Math.ceil(hours / 24)} days`;
}
