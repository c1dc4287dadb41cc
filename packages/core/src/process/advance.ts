import { type ProcessInstance, type ReportedOutcome, expiryAfterStep, isOpen } from "./instance.ts";

export { type ProcessInstance, type ProcessState, type ReportedOutcome, isOpen, startInstance } from "./instance.ts";

/** What can happen to a process. */
export type ProcessEvent =
  | { readonly type: "challengeGiven"; readonly fingerprint: string }
  | { readonly type: "finished"; readonly outcome: ReportedOutcome }
  | { readonly type: "cancelled" }
  | { readonly type: "timePassed" };

/** What comes of it: the next instance, or why there is none. */
export type Advance =
  | { readonly type: "Advanced"; readonly process: ProcessInstance }
  /** The time ran out; the instance is the expired one, to be saved. */
  | { readonly type: "ProcessExpired"; readonly process: ProcessInstance }
  | { readonly type: "ChallengeAlreadyAnswered"; readonly answeredAt: Date }
  | { readonly type: "ProcessAlreadyEnded"; readonly process: ProcessInstance }
  | { readonly type: "NoResponseYet" };

/**
 * Takes an unblock process one event further. One process answers one challenge: the same fingerprint again shows the
 * same response again, another is refused. What was ended in one way stays so; saying the same again changes nothing.
 *
 * @param now - decides whether the time has run out, before anything else about an open process
 */
export function advance(instance: ProcessInstance, event: ProcessEvent, now: Date): Advance {
  if (instance.state === "EXPIRED") {
    return { type: "ProcessExpired", process: instance };
  }
  if (!isOpen(instance.state)) {
    return { type: repeatsTheEnd(instance, event) ? "Advanced" : "ProcessAlreadyEnded", process: instance };
  }
  if (now >= instance.expiresAt) {
    return { type: "ProcessExpired", process: { ...instance, state: "EXPIRED", endedAt: instance.expiresAt } };
  }
  switch (event.type) {
    case "challengeGiven":
      return answer(instance, event.fingerprint, now);
    case "finished":
      return finish(instance, event.outcome, now);
    case "cancelled":
      return { type: "Advanced", process: { ...instance, state: "CANCELLED", endedAt: now } };
    case "timePassed":
      return { type: "Advanced", process: instance };
    default:
      return event satisfies never;
  }
}

function answer(instance: ProcessInstance, fingerprint: string, now: Date): Advance {
  const expiresAt = expiryAfterStep(instance.symbolicName, now);
  if (instance.answeredAt === null) {
    const shown = { state: "RESPONSE_SHOWN", answeredAt: now, challengeFingerprint: fingerprint, expiresAt } as const;
    return { type: "Advanced", process: { ...instance, ...shown } };
  }
  return instance.challengeFingerprint === fingerprint
    ? { type: "Advanced", process: { ...instance, expiresAt } }
    : { type: "ChallengeAlreadyAnswered", answeredAt: instance.answeredAt };
}

function finish(instance: ProcessInstance, outcome: ReportedOutcome, now: Date): Advance {
  return instance.state === "AWAITING_CHALLENGE"
    ? { type: "NoResponseYet" }
    : { type: "Advanced", process: { ...instance, state: "COMPLETED", outcome, endedAt: now } };
}

function repeatsTheEnd(instance: ProcessInstance, event: ProcessEvent): boolean {
  return (
    (instance.state === "CANCELLED" && event.type === "cancelled") ||
    (instance.state === "COMPLETED" && event.type === "finished" && event.outcome === instance.outcome)
  );
}
