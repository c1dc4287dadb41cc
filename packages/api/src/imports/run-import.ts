import type { Actor } from "../platform/actor.ts";
import type { UnitOfWork } from "../platform/unit-of-work.ts";
import { applyBatch, type ImportDesk, SerialNumberTakenMeanwhile } from "./apply-batch.ts";
import { digestAfter } from "./digest-after.ts";
import { type FileBatch, readBatches } from "./import-batches.ts";
import { countsWith } from "./import-counts.ts";
import { factsOf } from "./import-facts.ts";
import { type FileSource, ImportFileUnreadable } from "./import-file.ts";
import { importProblemRepository } from "./import-problem.repository.ts";
import type { ImportEnded, ImportNotFound, ImportRunsElsewhere, RunImportRefusal } from "./import-refusals.ts";
import type { ImportReport } from "./import-report.ts";
import { type ImportRunRecord, importRunRepository } from "./import-run.repository.ts";
import type { RowVerdict } from "./row-verdict.ts";
import { RunProgress, RunStopped } from "./run-progress.ts";

/** The file of a run: all of it, also when the run goes on after an interruption. */
export interface RunImportCommand {
  readonly importId: string;
  readonly source: FileSource;
  readonly report: ImportReport;
}

/** Everything that can come of it. */
export type RunImportOutcome = { readonly type: "ImportFinished"; readonly run: ImportRunRecord } | RunImportRefusal;

interface RunParts {
  readonly unitOfWork: UnitOfWork;
  readonly desk: ImportDesk;
}

/**
 * Writes the rows of a file in batches, each in a transaction with its audit entry and the place the run has come to. A
 * run whose file comes again skips what is written and goes on there, so that no row is written twice.
 */
export const makeRunImport =
  (parts: RunParts) =>
  async (actor: Actor, { importId, source, report }: RunImportCommand): Promise<RunImportOutcome> => {
    const opened = await openRun(parts, actor, importId);
    if (opened.type !== "ImportOpened") return opened;
    const progress = new RunProgress(opened.run);
    try {
      await readBatches(source, opened.run.settings, async (batch) => {
        const verdicts = progress.isBehind(batch) ? [] : await writeBatch(parts, actor, { progress, batch });
        report({ counts: progress.run, bytes: batch.bytes, verdicts });
      });
      progress.requireWholeFile();
      return await finishRun(parts, actor, progress.run);
    } catch (fault) {
      if (fault instanceof RunStopped) return fault.refusal;
      await interruptRun(parts, actor, progress.run.id);
      if (fault instanceof ImportFileUnreadable) return { type: "ImportFileUnusable", trouble: fault.trouble };
      throw fault;
    }
  };

type Opening = { readonly type: "ImportOpened"; readonly run: ImportRunRecord } | ImportNotFound | ImportEnded;

function openRun({ unitOfWork, desk }: RunParts, actor: Actor, importId: string): Promise<Opening> {
  return unitOfWork.audited<Opening>(
    { name: "import.openImport", success: "ImportOpened" },
    actor,
    async ({ sql, concerns }) => {
      const runs = importRunRepository(sql);
      const run = await runs.lockById(importId);
      if (run === null) return { type: "ImportNotFound" };
      concerns({ profileId: run.profileId, facts: factsOf(run) });
      if (run.endedAt !== null) return { type: "ImportEnded", run };
      const opened = { ...run, state: "RUNNING", touchedAt: desk.clock() } as const;
      await runs.save(opened);
      return { type: "ImportOpened", run: opened };
    },
  );
}

interface BatchWriting {
  readonly progress: RunProgress;
  readonly batch: FileBatch;
}

async function writeBatch(parts: RunParts, actor: Actor, writing: BatchWriting): Promise<readonly RowVerdict[]> {
  const attempt = () => tryBatch(parts, actor, writing);
  const written = await attempt().catch((fault: unknown) => {
    if (fault instanceof SerialNumberTakenMeanwhile) return attempt();
    throw fault;
  });
  if (written.type !== "RowsImported") throw new RunStopped(written);
  writing.progress.advanceTo(written.run);
  return written.verdicts;
}

type BatchOutcome =
  | { readonly type: "RowsImported"; readonly run: ImportRunRecord; readonly verdicts: readonly RowVerdict[] }
  | ImportNotFound
  | ImportEnded
  | ImportRunsElsewhere;

function tryBatch({ unitOfWork, desk }: RunParts, actor: Actor, { progress, batch }: BatchWriting) {
  return unitOfWork.audited<BatchOutcome>(
    { name: "import.importRows", success: "RowsImported" },
    actor,
    async ({ sql, concerns }) => {
      const runs = importRunRepository(sql);
      const run = await runs.lockById(progress.run.id);
      if (run === null) return { type: "ImportNotFound" };
      concerns({ profileId: run.profileId, facts: { import: run.id, rows: spanOf(batch) } });
      if (run.endedAt !== null) return { type: "ImportEnded", run };
      if (run.readRows !== progress.run.readRows) return { type: "ImportRunsElsewhere" };
      const { profileId, settings } = run;
      const toApply = { rows: batch.rows, profileId, settings, keysSeen: progress.keysSeen };
      const verdicts = await applyBatch(sql, desk, toApply);
      await importProblemRepository(sql).add(run.id, verdicts.flatMap(problemsOf), desk.random);
      const written = {
        ...run,
        ...countsWith(run, verdicts),
        digest: digestAfter(run.digest, batch.rows),
        touchedAt: desk.clock(),
      };
      await runs.save(written);
      concerns({ facts: factsOf(written) });
      return { type: "RowsImported", run: written, verdicts };
    },
  );
}

const spanOf = ({ rows }: FileBatch) => `${rows[0]?.number ?? 0}-${rows.at(-1)?.number ?? 0}`;

const problemsOf = ({ row, serialNumber, problems }: RowVerdict) =>
  problems.map((problem, position) => ({ ...problem, row, position, serialNumber }));

async function finishRun({ unitOfWork, desk }: RunParts, actor: Actor, at: ImportRunRecord): Promise<RunImportOutcome> {
  return unitOfWork.audited<RunImportOutcome>(
    { name: "import.finishImport", success: "ImportFinished" },
    actor,
    async ({ sql, concerns }) => {
      const runs = importRunRepository(sql);
      const run = await runs.lockById(at.id);
      if (run === null) return { type: "ImportNotFound" };
      concerns({ profileId: run.profileId, facts: factsOf(run) });
      if (run.endedAt !== null) return { type: "ImportEnded", run };
      if (run.readRows !== at.readRows) return { type: "ImportRunsElsewhere" };
      const done = { ...run, state: "DONE", endedAt: desk.clock() } as const;
      await runs.save(done);
      return { type: "ImportFinished", run: done };
    },
  );
}

/** The file stopped coming, or something failed: the run waits for its file to come again. */
function interruptRun({ unitOfWork, desk }: RunParts, actor: Actor, importId: string) {
  return unitOfWork.audited<{ type: "ImportInterrupted" } | ImportNotFound>(
    { name: "import.interruptImport", success: "ImportInterrupted" },
    actor,
    async ({ sql, concerns }) => {
      const runs = importRunRepository(sql);
      const run = await runs.lockById(importId);
      if (run === null) return { type: "ImportNotFound" };
      concerns({ profileId: run.profileId, facts: factsOf(run) });
      if (run.endedAt === null) await runs.save({ ...run, state: "INTERRUPTED", touchedAt: desk.clock() });
      return { type: "ImportInterrupted" };
    },
  );
}
