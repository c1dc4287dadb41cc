import { wipe } from "@unlatch/core/bytes";
import { type Correction, readChallenge, type UnreadableChallenge } from "@unlatch/core/challenge/read";
import { advance, type ProcessInstance } from "@unlatch/core/process/advance";
import { processNamed } from "@unlatch/core/process/definitions";
import type { KeyVault } from "../keys/index.ts";
import type { Person } from "../platform/actor.ts";
import type { Clock } from "../platform/clock.ts";
import type { UnitOfWork, Work } from "../platform/unit-of-work.ts";
import { cardGuardRepository } from "./guard/index.ts";
import { type Ground, type GroundRefusal, groundFor } from "./ground.ts";
import { holdOwnProcess, type OwnProcessRefusal } from "./own-process.ts";
import { type KeptProcess, processRepository } from "./process.repository.ts";
import { cardTypeOf, type KeyUnavailable, releaseResponse } from "./release-response.ts";
import type { ReleasePolicy, ReleaseRefusal } from "./release-rules.ts";

/** The response was computed; it exists here, in the answer, and nowhere else. */
export interface ChallengeAnswered {
  readonly type: "ChallengeAnswered";
  readonly process: ProcessInstance;
  readonly response: Uint8Array;
  readonly corrections: readonly Correction[];
}

/** Everything that can come of giving a challenge. */
export type SubmitChallengeOutcome =
  | ChallengeAnswered
  | OwnProcessRefusal
  | GroundRefusal
  | UnreadableChallenge
  | { readonly type: "ChallengeAlreadyAnswered"; readonly answeredAt: Date }
  | KeyUnavailable
  | ReleaseRefusal;

interface Dependencies {
  readonly unitOfWork: UnitOfWork;
  readonly vault: KeyVault;
  readonly clock: Clock;
  readonly policy: ReleasePolicy;
}

/**
 * Answers the challenge of the person's own open process. Every rule is decided in the transaction that releases the
 * response, and its audit entry is durable before the response leaves.
 *
 * @see docs/adr on the release of a response
 */
export const makeSubmitChallenge =
  ({ unitOfWork, vault, clock, policy }: Dependencies) =>
  (person: Person, command: { processId: string; challenge: string }): Promise<SubmitChallengeOutcome> =>
    unitOfWork.audited<SubmitChallengeOutcome>(
      { name: "process.submitChallenge", success: "ChallengeAnswered" },
      person,
      async (work) => {
        const held = await holdOwnProcess(work, { person, processId: command.processId, now: clock() });
        if (held.type !== "Held") return held;
        const ground = await groundOf(work, person, held.kept);
        if (ground.type === "absent") return { type: "ProcessNotFound" };
        if (ground.type !== "Ground") return ground;
        const read = readChallenge(command.challenge, cardTypeOf(ground).challengeLengths);
        if (read.type !== "ChallengeRead") return read;
        return answer(
          { work, person, vault, policy, now: clock() },
          { kept: held.kept, ground, challenge: read.bytes, corrections: read.corrections },
        );
      },
    );

/** @returns the ground an open process stands on, decided anew */
export async function groundOf(work: Work, person: Person, { instance }: KeptProcess) {
  const definition = processNamed(instance.symbolicName);
  if (definition === null) return { type: "absent" } as const;
  return groundFor(work, { person, cardId: instance.cardId, definition });
}

async function answer(
  { now, ...by }: Pick<Dependencies, "vault" | "policy"> & { work: Work; person: Person; now: Date },
  given: { kept: KeptProcess; ground: Ground; challenge: Uint8Array; corrections: readonly Correction[] },
): Promise<SubmitChallengeOutcome> {
  const { kept, ground, challenge } = given;
  const { work, person, vault } = by;
  const processes = processRepository(work.sql);
  const fingerprint = vault.fingerprintOf(ground.card.id, challenge);
  const answeredAt = await processes.answeredElsewhere(kept.instance, fingerprint);
  if (answeredAt !== null) {
    await raiseRepeat(work, ground.card.id);
    return { type: "ChallengeAlreadyAnswered", answeredAt };
  }
  const next = advance(kept.instance, { type: "challengeGiven", fingerprint }, now);
  if (next.type === "ChallengeAlreadyAnswered") return next;
  if (next.type !== "Advanced") throw new RangeError(`process: expected an open one, got ${next.type}`);

  const isFirst = kept.instance.answeredAt === null;
  const response = await releaseResponse(
    by,
    { work, person, ground, process: kept.instance, fingerprint, isFirst, now },
    challenge,
  );
  if (response.type === "ReleaseRefused") return response.refusal;
  if (response.type === "KeyUnavailable") return response;
  work.concerns({ facts: { again: isFirst ? "no" : "yes" } });
  const challengeSealed = kept.challengeSealed ?? vault.sealChallenge(kept.instance.id, challenge);
  await processes.save({ instance: next.process, challengeSealed });
  wipe(challenge);
  return { type: "ChallengeAnswered", process: next.process, response: response.bytes, corrections: given.corrections };
}

/** The same challenge in another process: a card that repeats itself, or somebody who collects responses for later. */
async function raiseRepeat({ sql, concerns }: Work, cardId: string): Promise<void> {
  concerns({ facts: { alarm: "CHALLENGE_REPEAT" } });
  await cardGuardRepository(sql).addRepeat(cardId);
}
