import { wipe } from "@unlatch/core/bytes";
import type { Random } from "../platform/random.ts";

/** How many wrong PINs in a row block the PIN of a practice card. */
export const pinTries = 3;
/** How many wrong responses in a row wear a practice card out: then it takes no response any more. */
export const responseTries = 5;
/** The PIN of a practice card until somebody sets another one; it is part of the exercise and shown on the page. */
export const firstPin = "2580";

/** What a reader can tell about a chip. Its PIN is not among it, nor is anything about its key. */
export interface ChipStatus {
  readonly isInserted: boolean;
  readonly pinTriesLeft: number;
  readonly responseTriesLeft: number;
  /** Whether the PIN is still the one that the page shows. */
  readonly hasFirstPin: boolean;
  /** Bytes of the challenge that waits for a response; null when none does. */
  readonly challengeLength: number | null;
}

/** What a chip says to a PIN. */
export type PinVerdict =
  | { readonly type: "PinAccepted" }
  | { readonly type: "PinIncorrect"; readonly triesLeft: number }
  | { readonly type: "PinBlocked" }
  | { readonly type: "CardNotInserted" };

/** What a chip says when a challenge is asked of it. */
export type ChallengeVerdict =
  | { readonly type: "ChallengeIssued"; readonly challenge: Uint8Array }
  | { readonly type: "CardWornOut" }
  | { readonly type: "CardNotInserted" };

/** What a chip says to a response. */
export type ResponseVerdict =
  | { readonly type: "CardUnblocked" }
  | { readonly type: "ResponseIncorrect"; readonly triesLeft: number }
  | { readonly type: "CardWornOut" }
  | { readonly type: "NoChallenge" }
  | { readonly type: "CardNotInserted" };

/** A simulated chip. The PIN lives in it and nowhere else: nothing reads it out. */
export interface Chip {
  status(): ChipStatus;
  insert(): void;
  /** Takes the card out of the reader; a challenge that waits for its response is void from then on. */
  remove(): void;
  verifyPin(pin: string): PinVerdict;
  /** Blocks the PIN as three wrong ones would. */
  blockPin(): void;
  /** Issues a new challenge of that many random bytes; an older one is void. */
  askChallenge(length: number): ChallengeVerdict;
  /** Spends the challenge: `isRight` is asked once whether the response fits it, and the chip counts. */
  unblock(attempt: { readonly newPin: string; isRight(challenge: Uint8Array): boolean }): ResponseVerdict;
}

interface Memory {
  isInserted: boolean;
  pin: string;
  pinTriesLeft: number;
  responseTriesLeft: number;
  challenge: Uint8Array | null;
}

/** @returns a chip fresh from the factory, not inserted, its PIN the first one */
export function makeChip(random: Random): Chip {
  const memory: Memory = {
    isInserted: false,
    pin: firstPin,
    pinTriesLeft: pinTries,
    responseTriesLeft: responseTries,
    challenge: null,
  };
  return {
    status: () => statusOf(memory),
    insert: () => {
      memory.isInserted = true;
    },
    remove: () => {
      memory.isInserted = false;
      forgetChallenge(memory);
    },
    verifyPin: (pin) => verifyPin(memory, pin),
    blockPin: () => {
      memory.pinTriesLeft = 0;
    },
    askChallenge: (length) => askChallenge(memory, random.bytes(length)),
    unblock: (attempt) => unblock(memory, attempt),
  };
}

function statusOf(memory: Memory): ChipStatus {
  return {
    isInserted: memory.isInserted,
    pinTriesLeft: memory.pinTriesLeft,
    responseTriesLeft: memory.responseTriesLeft,
    hasFirstPin: memory.pin === firstPin,
    challengeLength: memory.challenge?.length ?? null,
  };
}

function askChallenge(memory: Memory, challenge: Uint8Array): ChallengeVerdict {
  if (!memory.isInserted) return { type: "CardNotInserted" };
  if (memory.responseTriesLeft === 0) return { type: "CardWornOut" };
  forgetChallenge(memory);
  memory.challenge = challenge;
  return { type: "ChallengeIssued", challenge: Uint8Array.from(challenge) };
}

function verifyPin(memory: Memory, pin: string): PinVerdict {
  if (!memory.isInserted) return { type: "CardNotInserted" };
  if (memory.pinTriesLeft === 0) return { type: "PinBlocked" };
  if (pin === memory.pin) {
    memory.pinTriesLeft = pinTries;
    return { type: "PinAccepted" };
  }
  memory.pinTriesLeft -= 1;
  return memory.pinTriesLeft === 0 ? { type: "PinBlocked" } : { type: "PinIncorrect", triesLeft: memory.pinTriesLeft };
}

function unblock(memory: Memory, attempt: Parameters<Chip["unblock"]>[0]): ResponseVerdict {
  if (!memory.isInserted) return { type: "CardNotInserted" };
  if (memory.responseTriesLeft === 0) return { type: "CardWornOut" };
  if (memory.challenge === null) return { type: "NoChallenge" };
  const isRight = attempt.isRight(memory.challenge);
  forgetChallenge(memory);
  if (!isRight) {
    memory.responseTriesLeft -= 1;
    return memory.responseTriesLeft === 0
      ? { type: "CardWornOut" }
      : { type: "ResponseIncorrect", triesLeft: memory.responseTriesLeft };
  }
  memory.pin = attempt.newPin;
  memory.pinTriesLeft = pinTries;
  memory.responseTriesLeft = responseTries;
  return { type: "CardUnblocked" };
}

function forgetChallenge(memory: Memory): void {
  if (memory.challenge !== null) wipe(memory.challenge);
  memory.challenge = null;
}
