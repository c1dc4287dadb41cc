import { advance, type ProcessInstance, type ReportedOutcome } from "@unlatch/core/process/advance";
import type { Person } from "../platform/actor.ts";
import type { Clock } from "../platform/clock.ts";
import type { UnitOfWork } from "../platform/unit-of-work.ts";
import { cardGuardRepository } from "./guard/index.ts";
import { holdOwnProcess, type OwnProcessRefusal } from "./own-process.ts";
import { processRepository } from "./process.repository.ts";

/** Everything that can come of reporting how it went. */
export type FinishProcessOutcome =
  | { readonly type: "ProcessFinished"; readonly process: ProcessInstance }
  | { readonly type: "NoResponseYet" }
  | OwnProcessRefusal;

/** Ends the person's own process with what they say came of it. The server cannot know, so it is kept as reported. */
export const makeFinishProcess =
  ({ unitOfWork, clock }: { unitOfWork: UnitOfWork; clock: Clock }) =>
  (person: Person, command: { processId: string; outcome: ReportedOutcome }): Promise<FinishProcessOutcome> =>
    unitOfWork.audited<FinishProcessOutcome>(
      { name: "process.finishProcess", success: "ProcessFinished" },
      person,
      async (work) => {
        work.concerns({ facts: { reported: command.outcome } });
        const held = await holdOwnProcess(work, { person, processId: command.processId, now: clock() });
        if (held.type === "ProcessEnded") return sameAgain(held.process, command.outcome) ?? held;
        if (held.type !== "Held") return held;
        const next = advance(held.kept.instance, { type: "finished", outcome: command.outcome }, clock());
        if (next.type === "NoResponseYet") return next;
        if (next.type !== "Advanced") throw new RangeError(`process: expected an open one, got ${next.type}`);
        await processRepository(work.sql).save({ instance: next.process, challengeSealed: null });
        if (command.outcome === "WORKED") await cardGuardRepository(work.sql).resetAttempts(next.process.cardId);
        return { type: "ProcessFinished", process: next.process };
      },
    );

/** A phone that sends its report twice hears the same answer twice. */
function sameAgain(process: ProcessInstance, outcome: ReportedOutcome): FinishProcessOutcome | null {
  return process.state === "COMPLETED" && process.outcome === outcome ? { type: "ProcessFinished", process } : null;
}
