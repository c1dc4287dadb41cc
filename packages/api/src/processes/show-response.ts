import { wipe } from "@unlatch/core/bytes";
import { advance } from "@unlatch/core/process/advance";
import type { KeyVault } from "../keys/index.ts";
import type { Person } from "../platform/actor.ts";
import type { Clock } from "../platform/clock.ts";
import type { UnitOfWork } from "../platform/unit-of-work.ts";
import type { GroundRefusal } from "./ground.ts";
import { holdOwnProcess, type OwnProcessRefusal } from "./own-process.ts";
import { processRepository } from "./process.repository.ts";
import { type KeyUnavailable, releaseResponse } from "./release-response.ts";
import type { ReleasePolicy, ReleaseRefusal } from "./release-rules.ts";
import { type ChallengeAnswered, groundOf } from "./submit-challenge.ts";

/** Everything that can come of asking to see the response once more. */
export type ShowResponseOutcome =
  | ChallengeAnswered
  | { readonly type: "NoResponseYet" }
  | OwnProcessRefusal
  | GroundRefusal
  | KeyUnavailable
  | ReleaseRefusal;

interface Dependencies {
  readonly unitOfWork: UnitOfWork;
  readonly vault: KeyVault;
  readonly clock: Clock;
  readonly policy: ReleasePolicy;
}

/**
 * Shows the response of the person's own open process again, after a reload or on another device. It was never stored:
 * it is computed again from the sealed challenge, under the same rules and with an audit entry like the first time.
 */
export const makeShowResponse =
  ({ unitOfWork, vault, clock, policy }: Dependencies) =>
  (person: Person, command: { processId: string }): Promise<ShowResponseOutcome> =>
    unitOfWork.audited<ShowResponseOutcome>(
      { name: "process.showResponse", success: "ChallengeAnswered" },
      person,
      async (work) => {
        const held = await holdOwnProcess(work, { person, processId: command.processId, now: clock() });
        if (held.type !== "Held") return held;
        const { instance, challengeSealed } = held.kept;
        if (challengeSealed === null || instance.challengeFingerprint === null) return { type: "NoResponseYet" };
        const ground = await groundOf(work, person, held.kept);
        if (ground.type === "absent") return { type: "ProcessNotFound" };
        if (ground.type !== "Ground") return ground;

        const challenge = vault.openChallenge(instance.id, challengeSealed);
        const fingerprint = instance.challengeFingerprint;
        const release = { work, person, ground, process: instance, fingerprint, isFirst: false, now: clock() };
        const response = await releaseResponse({ vault, policy }, release, challenge);
        wipe(challenge);
        if (response.type === "ReleaseRefused") return response.refusal;
        if (response.type === "KeyUnavailable") return response;
        const next = advance(instance, { type: "challengeGiven", fingerprint }, clock());
        if (next.type !== "Advanced") throw new RangeError(`process: expected an open one, got ${next.type}`);
        await processRepository(work.sql).save({ instance: next.process, challengeSealed });
        return { type: "ChallengeAnswered", process: next.process, response: response.bytes, corrections: [] };
      },
    );
