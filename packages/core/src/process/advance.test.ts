import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Advance, type ProcessEvent, type ProcessInstance, advance, isOpen, startInstance } from "./advance.ts";
import { unblockPinOffline } from "./definitions.ts";

const start = new Date("2026-11-24T09:00:00Z");
const limitMs = 30 * 60 * 1000;
const after = (ms: number) => new Date(start.getTime() + ms);
const given = { id: "p", cardId: "c", startedBy: "u", reference: "UB-7K3M-92" };
const waiting = startInstance({ ...given, symbolicName: unblockPinOffline.symbolicName }, start);
const challenge = (fingerprint: string): ProcessEvent => ({ type: "challengeGiven", fingerprint });
const shown = processOf(advance(waiting, challenge("a"), after(1000)));
const completed = processOf(advance(shown, { type: "finished", outcome: "WORKED" }, after(2000)));
const cancelled = processOf(advance(waiting, { type: "cancelled" }, after(3000)));
const expired = processOf(advance(waiting, { type: "timePassed" }, after(limitMs)));

const events: readonly ProcessEvent[] = [
  challenge("a"),
  challenge("b"),
  { type: "finished", outcome: "WORKED" },
  { type: "finished", outcome: "DID_NOT_WORK" },
  { type: "finished", outcome: "UNKNOWN" },
  { type: "cancelled" },
  { type: "timePassed" },
];

describe("a started process", () => {
  test("waits for its challenge for half an hour", () => {
    expect(waiting).toEqual({
      ...given,
      symbolicName: "CardsSelfServiceProcUnblockPINOffline",
      state: "AWAITING_CHALLENGE",
      startedAt: start,
      expiresAt: after(limitMs),
      answeredAt: null,
      endedAt: null,
      outcome: null,
      challengeFingerprint: null,
    });
  });

  test.each(["CardsProcLock", "CardsProcEdit", "nothing"])(
    "is never %s, which answers no challenge",
    (symbolicName) => {
      expect(() => startInstance({ ...given, symbolicName }, start)).toThrow(RangeError);
    },
  );

  test("takes over nothing but what it is given", () => {
    const smuggled = { ...given, symbolicName: unblockPinOffline.symbolicName, outcome: "WORKED" };
    expect(startInstance(smuggled, start).outcome).toBeNull();
  });
});

describe("Advanced", () => {
  test("a challenge shows the response and puts the end off", () => {
    expect(shown).toEqual({
      ...waiting,
      state: "RESPONSE_SHOWN",
      answeredAt: after(1000),
      expiresAt: after(1000 + limitMs),
      challengeFingerprint: "a",
    });
  });

  test("the same challenge again shows the same again and puts the end off", () => {
    const again = processOf(advance(shown, challenge("a"), after(5000)));
    expect(again).toEqual({ ...shown, expiresAt: after(5000 + limitMs) });
  });

  test.each(["WORKED", "DID_NOT_WORK", "UNKNOWN"] as const)("%s completes it as reported", (outcome) => {
    const reported = processOf(advance(shown, { type: "finished", outcome }, after(2000)));
    expect(reported).toEqual({ ...shown, state: "COMPLETED", outcome, endedAt: after(2000) });
    expect(advance(reported, { type: "finished", outcome }, after(9000))).toEqual({
      type: "Advanced",
      process: reported,
    });
  });

  test("cancelling ends it before and after the response, and again changes nothing", () => {
    expect(cancelled).toEqual({ ...waiting, state: "CANCELLED", endedAt: after(3000) });
    const late = processOf(advance(shown, { type: "cancelled" }, after(4000)));
    expect(late).toEqual({ ...shown, state: "CANCELLED", endedAt: after(4000) });
    expect(advance(cancelled, { type: "cancelled" }, after(9000))).toEqual({ type: "Advanced", process: cancelled });
  });

  test("time that has not run out changes nothing", () => {
    expect(advance(waiting, { type: "timePassed" }, after(limitMs - 1))).toEqual({
      type: "Advanced",
      process: waiting,
    });
  });
});

test("ChallengeAlreadyAnswered: another challenge is refused, with the time of the answer", () => {
  expect(advance(shown, challenge("b"), after(2000))).toEqual({
    type: "ChallengeAlreadyAnswered",
    answeredAt: after(1000),
  });
});

test("NoResponseYet: nothing can be reported before there is a response", () => {
  expect(advance(waiting, { type: "finished", outcome: "WORKED" }, after(1))).toEqual({ type: "NoResponseYet" });
});

describe("ProcessExpired", () => {
  test.each(events)("to $type, from the moment the time runs out", (event) => {
    const end = { state: "EXPIRED", endedAt: waiting.expiresAt };
    expect(advance(waiting, event, after(limitMs))).toEqual({
      type: "ProcessExpired",
      process: { ...waiting, ...end },
    });
    expect(advance(waiting, event, after(limitMs * 9)), "long ago").toEqual(advance(waiting, event, after(limitMs)));
    expect(advance(waiting, event, after(limitMs - 1)).type).not.toBe("ProcessExpired");
  });

  test.each(events)("to $type ever after, whatever the clock says", (event) => {
    expect(advance(expired, event, start)).toEqual({ type: "ProcessExpired", process: expired });
  });
});

test("ProcessAlreadyEnded: whatever does not repeat the end", () => {
  const repeats = new Map([
    [completed, { type: "finished", outcome: "WORKED" }],
    [cancelled, { type: "cancelled" }],
  ]);
  for (const [ended, repeat] of repeats) {
    for (const event of events) {
      const type = JSON.stringify(event) === JSON.stringify(repeat) ? "Advanced" : "ProcessAlreadyEnded";
      expect(advance(ended, event, after(9000)), `${ended.state} ${event.type}`).toEqual({ type, process: ended });
    }
  }
});

describe("on every path", () => {
  const step = fc.record({
    event: fc.constantFrom(...events),
    waitMs: fc.constantFrom(0, 1, 60_000, limitMs - 1, limitMs),
  });

  test("of four steps, one process answers one challenge, and what has ended stays so", () => {
    const waits = [0, limitMs - 1, limitMs];
    const steps = events.flatMap((event) => waits.map((waitMs) => ({ event, waitMs })));
    let paths = 0;
    const walk = (process: ProcessInstance, now: Date, depth: number) => {
      paths += 1;
      for (const next of depth === 0 ? [] : steps) {
        const later = new Date(now.getTime() + next.waitMs);
        walk(checkedStep(process, next.event, later), later, depth - 1);
      }
    };
    walk(waiting, start, 4);
    expect(paths).toBe(1 + 21 + 21 ** 2 + 21 ** 3 + 21 ** 4);
  }, 60_000);

  test("of up to thirty random steps as well", () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        let [process, now] = [waiting, start];
        const answered = new Set<string>();
        for (const { event, waitMs } of steps) {
          now = new Date(now.getTime() + waitMs);
          process = checkedStep(process, event, now);
          answered.add(process.challengeFingerprint ?? "");
        }
        answered.delete("");
        expect(answered.size).toBeLessThanOrEqual(1);
      }),
      { numRuns: 3000 },
    );
  });
});

/** Takes a step and checks what must hold on every path; plain comparisons, for there are 200,000 paths. */
function checkedStep(before: ProcessInstance, event: ProcessEvent, now: Date): ProcessInstance {
  const outcome = advance(before, event, now);
  const next = "process" in outcome ? outcome.process : before;
  const broken = [
    !isOpen(before.state) && next !== before && "an ended process changed",
    before.answeredAt !== null && next.answeredAt !== before.answeredAt && "answered twice",
    before.challengeFingerprint !== null &&
      next.challengeFingerprint !== before.challengeFingerprint &&
      "another challenge was answered",
    isOpen(before.state) && now >= before.expiresAt && next.state !== "EXPIRED" && "went on after its time",
    isOpen(next.state) !== (next.endedAt === null) && "ended and not ended",
    (next.state === "COMPLETED") !== (next.outcome !== null) && "an outcome nobody reported",
    next.state === "RESPONSE_SHOWN" && next.challengeFingerprint === null && "a response to no challenge",
    (next.answeredAt === null) !== (next.challengeFingerprint === null) && "half an answer",
    next.expiresAt < before.expiresAt && "the end came nearer",
    [next.id, next.cardId, next.startedBy, next.reference].join() !== "p,c,u,UB-7K3M-92" && "became another process",
  ].filter((problem) => problem !== false);
  if (broken.length > 0) {
    expect.fail(`${broken.join(", ")}: ${before.state}, ${JSON.stringify(event)}, ${now.toISOString()}`);
  }
  return next;
}

function processOf(outcome: Advance): ProcessInstance {
  if (!("process" in outcome)) {
    throw new RangeError(`outcome: expected one with a process, got ${outcome.type}`);
  }
  return outcome.process;
}
