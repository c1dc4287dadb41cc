import { toHex } from "@unlatch/core/bytes";
import { groupsOfFour } from "@unlatch/core/challenge/show";
import type { ChallengeVerdict, ChipStatus, PinVerdict } from "./chip.ts";
import type { UnblockChipOutcome } from "./unblock-chip.ts";

/** Everything a chip can answer to the practice page. */
export type ChipOutcome =
  | PinVerdict
  | ChallengeVerdict
  | UnblockChipOutcome
  | { readonly type: "CardInserted" | "CardRemoved" | "CardRenewed" };

/** What the practice page receives: what came of it, in plain words, and how the chip stands now. */
export interface PracticeReply {
  readonly type: ChipOutcome["type"];
  readonly message: string;
  /** The challenge in groups of four, where one was issued. */
  readonly challenge: readonly string[] | null;
  readonly chip: ChipStatus;
}

/** @returns the reply to the page. Of all bytes a chip deals with, only its challenge goes out. */
export function practiceReply(outcome: ChipOutcome, chip: ChipStatus): PracticeReply {
  const challenge = outcome.type === "ChallengeIssued" ? groupsOfFour(toHex(outcome.challenge)) : null;
  return { type: outcome.type, message: messageOf(outcome), challenge, chip };
}

const counted = (count: number) => (count === 1 ? "1 attempt" : `${count} attempts`);

function messageOf(outcome: ChipOutcome): string {
  switch (outcome.type) {
    case "PinIncorrect":
      return `The PIN is incorrect. ${counted(outcome.triesLeft)} remaining.`;
    case "ResponseIncorrect":
      return `The response is incorrect, so the card dropped its challenge. ${counted(outcome.triesLeft)} remaining before the card takes no response any more.`;
    case "ResponseWrongLength":
      return `Response must have ${outcome.expected} characters. You entered ${outcome.entered}.`;
    case "PinAccepted":
    case "PinBlocked":
    case "CardNotInserted":
    case "ChallengeIssued":
    case "CardWornOut":
    case "CardUnblocked":
    case "NoChallenge":
    case "ResponseMissing":
    case "ResponseHasBadCharacter":
    case "PinUnsuitable":
    case "PinsDiffer":
    case "KeyUnavailable":
    case "CardInserted":
    case "CardRemoved":
    case "CardRenewed":
      return plainMessages[outcome.type];
    default:
      return outcome satisfies never;
  }
}

const plainMessages = {
  PinAccepted: "You are signed in.",
  PinBlocked: "The smart card is blocked.",
  CardNotInserted: "The card is not in the reader. Insert it again.",
  ChallengeIssued: "The card shows a new challenge.",
  CardWornOut:
    "Five responses in a row were wrong, so this card takes no response any more. A real card would have to be replaced.",
  CardUnblocked: "Your PIN was changed. You are signed in.",
  NoChallenge: "The challenge on the screen is void. Ask for a response to the new one.",
  ResponseMissing: "Enter the response.",
  ResponseHasBadCharacter: "Response must only include 0 to 9 and A to F.",
  PinUnsuitable: "New PIN must have 4 to 8 digits.",
  PinsDiffer: "The new PINs differ. Type the same PIN twice.",
  KeyUnavailable: "This practice card's admin key can't be used, so it can't check a response. Choose another card.",
  CardInserted: "The card is in the reader.",
  CardRemoved: "The card was taken out.",
  CardRenewed: "This is a new practice card. Its PIN is the one shown beside the screen.",
} as const;
