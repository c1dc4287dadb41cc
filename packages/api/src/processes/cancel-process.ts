import { advance, type ProcessInstance } from "@unlatch/core/process/advance";
import type { Person } from "../platform/actor.ts";
import type { Clock } from "../platform/clock.ts";
import type { UnitOfWork } from "../platform/unit-of-work.ts";
import { holdOwnProcess, type OwnProcessRefusal } from "./own-process.ts";
import { processRepository } from "./process.repository.ts";

/** Everything that can come of Cancel. */
export type CancelProcessOutcome =
  | { readonly type: "ProcessCancelled"; readonly process: ProcessInstance }
  | OwnProcessRefusal;

/** Closes the person's own process at whatever step it is. Cancelling twice is cancelling once. */
export const makeCancelProcess =
  ({ unitOfWork, clock }: { unitOfWork: UnitOfWork; clock: Clock }) =>
  (person: Person, command: { processId: string }): Promise<CancelProcessOutcome> =>
    unitOfWork.audited<CancelProcessOutcome>(
      { name: "process.cancelProcess", success: "ProcessCancelled" },
      person,
      async (work) => {
        const held = await holdOwnProcess(work, { person, processId: command.processId, now: clock() });
        if (held.type === "ProcessEnded" && held.process.state === "CANCELLED") {
          return { type: "ProcessCancelled", process: held.process };
        }
        if (held.type !== "Held") return held;
        work.concerns({ facts: { step: held.kept.instance.state } });
        const next = advance(held.kept.instance, { type: "cancelled" }, clock());
        if (next.type !== "Advanced") throw new RangeError(`process: expected an open one, got ${next.type}`);
        await processRepository(work.sql).save({ instance: next.process, challengeSealed: null });
        return { type: "ProcessCancelled", process: next.process };
      },
    );
