import { advance } from "@unlatch/core/process/advance";
import { system } from "../platform/actor.ts";
import type { Clock } from "../platform/clock.ts";
import type { Sql } from "../platform/sql.ts";
import type { UnitOfWork } from "../platform/unit-of-work.ts";
import { concernsProcess } from "./concerns-process.ts";
import { processRepository } from "./process.repository.ts";

type ExpiryOutcome = { readonly type: "ProcessExpired" } | { readonly type: "ProcessNotOverdue" };

/**
 * Closes processes that were left open past their time and removes their sealed challenges. Run now and then by the
 * server; a process that a person comes back to in between is closed just as well.
 *
 * @returns how many were closed
 */
export const makeExpireProcesses =
  ({ reader, unitOfWork, clock }: { reader: Sql; unitOfWork: UnitOfWork; clock: Clock }) =>
  async (): Promise<number> => {
    const overdue = await processRepository(reader).overdue(clock(), 100);
    const outcomes = await Promise.all(overdue.map(({ instance }) => expire(unitOfWork, instance.id, clock)));
    return outcomes.filter(({ type }) => type === "ProcessExpired").length;
  };

function expire(unitOfWork: UnitOfWork, processId: string, clock: Clock): Promise<ExpiryOutcome> {
  return unitOfWork.audited<ExpiryOutcome>(
    { name: "process.expireProcess", success: "ProcessExpired" },
    system,
    async (work) => {
      const processes = processRepository(work.sql);
      const kept = await processes.lockById(processId);
      const next = kept && advance(kept.instance, { type: "timePassed" }, clock());
      if (next?.type !== "ProcessExpired" || kept?.instance.state === "EXPIRED") return { type: "ProcessNotOverdue" };
      await concernsProcess(work, next.process);
      work.concerns({ subjectUserId: next.process.startedBy });
      await processes.save({ instance: next.process, challengeSealed: null });
      return { type: "ProcessExpired" };
    },
  );
}
