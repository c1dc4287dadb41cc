import { processNamed } from "./definitions.ts";

/** Where one run of an unblock process stands. */
export type ProcessState = "AWAITING_CHALLENGE" | "RESPONSE_SHOWN" | "COMPLETED" | "CANCELLED" | "EXPIRED";

/** What the person says came of it: reported, never known. */
export type ReportedOutcome = "WORKED" | "DID_NOT_WORK" | "UNKNOWN";

/** One run of an unblock process on one card. */
export interface ProcessInstance {
  readonly id: string;
  readonly symbolicName: string;
  readonly cardId: string;
  /** The id of the person who started it. */
  readonly startedBy: string;
  /** What people quote on the phone, such as UB-7K3M-92. */
  readonly reference: string;
  readonly state: ProcessState;
  readonly startedAt: Date;
  /** From this moment on it counts as expired; every step puts it off. */
  readonly expiresAt: Date;
  readonly answeredAt: Date | null;
  readonly endedAt: Date | null;
  readonly outcome: ReportedOutcome | null;
  /** A keyed fingerprint of the challenge that was answered; never the challenge. */
  readonly challengeFingerprint: string | null;
}

/** Whether the process can still take a step. */
export function isOpen(state: ProcessState): boolean {
  return state === "AWAITING_CHALLENGE" || state === "RESPONSE_SHOWN";
}

/**
 * A new run, waiting for its challenge.
 *
 * @throws RangeError when the symbolic name is not that of an unblock process
 */
export function startInstance(
  given: Pick<ProcessInstance, "id" | "symbolicName" | "cardId" | "startedBy" | "reference">,
  now: Date,
): ProcessInstance {
  return {
    id: given.id,
    symbolicName: given.symbolicName,
    cardId: given.cardId,
    startedBy: given.startedBy,
    reference: given.reference,
    state: "AWAITING_CHALLENGE",
    startedAt: now,
    expiresAt: expiryAfterStep(given.symbolicName, now),
    answeredAt: null,
    endedAt: null,
    outcome: null,
    challengeFingerprint: null,
  };
}

/**
 * When a process that takes a step now will expire if nothing more happens.
 *
 * @throws RangeError when the symbolic name is not that of an unblock process
 */
export function expiryAfterStep(symbolicName: string, now: Date): Date {
  const definition = processNamed(symbolicName);
  if (definition?.kind !== "UNBLOCK" || definition.timeLimitSeconds === null) {
    throw new RangeError(`symbolicName: expected an unblock process, got ${JSON.stringify(symbolicName)}`);
  }
  return new Date(now.getTime() + definition.timeLimitSeconds * 1000);
}
