import type { CardState } from "@unlatch/core/lifecycle/card-states";

/** A card that can be put into the reader, and who signs in to ask for its response. */
export interface PracticeCard {
  readonly id: string;
  readonly label: string;
  readonly lastFour: string;
  /** Its state in Unlatch; the chip knows nothing of it. */
  readonly state: CardState;
  readonly cardType: string;
  readonly profileName: string;
  readonly holderName: string;
  readonly holderUsername: string;
}

/** How a chip stands. Its PIN is in the chip only. */
export interface ChipStatus {
  readonly isInserted: boolean;
  readonly pinTriesLeft: number;
  readonly responseTriesLeft: number;
  readonly hasFirstPin: boolean;
}

/** What a chip can answer. */
export type ChipAnswerType =
  | "CardInserted"
  | "CardRemoved"
  | "CardRenewed"
  | "CardNotInserted"
  | "PinAccepted"
  | "PinIncorrect"
  | "PinBlocked"
  | "ChallengeIssued"
  | "CardWornOut"
  | "CardUnblocked"
  | "ResponseIncorrect"
  | "NoChallenge"
  | "ResponseMissing"
  | "ResponseHasBadCharacter"
  | "ResponseWrongLength"
  | "PinUnsuitable"
  | "PinsDiffer"
  | "KeyUnavailable";

/** A chip's answer in plain words; `challenge` in groups of four where it issued one. */
export interface ChipAnswer {
  readonly type: ChipAnswerType;
  readonly message: string;
  readonly challenge: readonly string[] | null;
  readonly chip: ChipStatus;
}

/** What one can do with a card in the reader; each is an address of its own. */
export type ReaderAct = "insert" | "remove" | "verify-pin" | "block" | "challenge" | "unblock" | "renew";

/** The list of cards, or why there is none: `Absent` where the practice card does not exist, as in production. */
export type PracticeReply<T> =
  | { readonly type: "Answered"; readonly value: T }
  | { readonly type: "Absent" }
  | { readonly type: "Offline" }
  | { readonly type: "Fault" };

/** Every card, and the PIN that each has after a restart. */
export function fetchCards(): Promise<PracticeReply<{ firstPin: string; cards: readonly PracticeCard[] }>> {
  return ask("cards");
}

/** Origins under which a phone in the same network reaches the server, the best first. */
export function fetchAddresses(): Promise<PracticeReply<{ addresses: readonly string[] }>> {
  return ask("addresses");
}

/** Does something with a card in the reader. */
export function operateReader(cardId: string, act: ReaderAct, typed: object = {}): Promise<PracticeReply<ChipAnswer>> {
  return ask(`cards/${encodeURIComponent(cardId)}/${act}`, typed);
}

async function ask<T>(path: string, typed?: object): Promise<PracticeReply<T>> {
  let response: Response;
  try {
    response = await fetch(`/practice/api/${path}`, {
      cache: "no-store",
      credentials: "same-origin",
      headers: { Accept: "application/json" },
      ...(typed && {
        method: "POST",
        headers: { Accept: "application/json", "Content-Type": "application/json" },
        body: JSON.stringify(typed),
      }),
    });
  } catch {
    return { type: "Offline" };
  }
  if (response.status === 404) return { type: "Absent" };
  try {
    return response.ok ? { type: "Answered", value: (await response.json()) as T } : { type: "Fault" };
  } catch {
    return { type: "Absent" };
  }
}
