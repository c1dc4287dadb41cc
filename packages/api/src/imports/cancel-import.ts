import type { Actor } from "../platform/actor.ts";
import type { Clock } from "../platform/clock.ts";
import type { UnitOfWork } from "../platform/unit-of-work.ts";
import type { ImportEnded, ImportNotFound } from "./import-refusals.ts";
import { factsOf } from "./import-facts.ts";
import { type ImportRunRecord, importRunRepository } from "./import-run.repository.ts";

/** Everything that can come of it. */
export type CancelImportOutcome =
  | { readonly type: "ImportCancelled"; readonly run: ImportRunRecord }
  | ImportNotFound
  | ImportEnded;

/** Ends a run before the end of its file. What is written stays; whoever sends the file is stopped at the next batch. */
export const makeCancelImport =
  ({ unitOfWork, clock }: { unitOfWork: UnitOfWork; clock: Clock }) =>
  (actor: Actor, importId: string): Promise<CancelImportOutcome> =>
    unitOfWork.audited<CancelImportOutcome>(
      { name: "import.cancelImport", success: "ImportCancelled" },
      actor,
      async ({ sql, concerns }) => {
        const runs = importRunRepository(sql);
        const run = await runs.lockById(importId);
        if (run === null) return { type: "ImportNotFound" };
        concerns({ profileId: run.profileId, facts: factsOf(run) });
        if (run.endedAt !== null) return { type: "ImportEnded", run };
        const cancelled = { ...run, state: "CANCELLED", endedAt: clock() } as const;
        await runs.save(cancelled);
        return { type: "ImportCancelled", run: cancelled };
      },
    );
