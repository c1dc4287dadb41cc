import type { ChipAnswerType } from "./practice-api.ts";

/** What the computer's screen shows. */
export type Stage = "choose" | "signIn" | "blocked" | "unblock" | "desktop" | "wornOut";

/** The field of the unblock screen that an answer is about. */
export type UnblockField = "response" | "newPin" | "repeated";

/** @returns what the screen shows once the chip has given this answer */
export function stageAfter(answer: ChipAnswerType): Stage {
  switch (answer) {
    case "CardInserted":
    case "CardRenewed":
    case "PinIncorrect":
      return "signIn";
    case "CardRemoved":
    case "CardNotInserted":
      return "choose";
    case "PinBlocked":
      return "blocked";
    case "PinAccepted":
    case "CardUnblocked":
      return "desktop";
    case "CardWornOut":
      return "wornOut";
    case "ChallengeIssued":
    case "ResponseIncorrect":
    case "NoChallenge":
    case "ResponseMissing":
    case "ResponseHasBadCharacter":
    case "ResponseWrongLength":
    case "PinUnsuitable":
    case "PinsDiffer":
    case "KeyUnavailable":
      return "unblock";
    default:
      return answer satisfies never;
  }
}

const fieldPutRightAfter: Partial<Record<ChipAnswerType, UnblockField>> = {
  ResponseIncorrect: "response",
  ResponseMissing: "response",
  ResponseHasBadCharacter: "response",
  ResponseWrongLength: "response",
  PinUnsuitable: "newPin",
  PinsDiffer: "repeated",
};

/** @returns the field to put right after this answer, or null when it is about none */
export function fieldOf(answer: ChipAnswerType): UnblockField | null {
  return fieldPutRightAfter[answer] ?? null;
}

/** Whether the challenge on the screen is void after this answer, so that a new one has to be shown. */
export function voidsChallenge(answer: ChipAnswerType): boolean {
  return answer === "ResponseIncorrect" || answer === "NoChallenge";
}
