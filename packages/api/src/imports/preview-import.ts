import type { Sql } from "../platform/sql.ts";
import type { UnitOfWork } from "../platform/unit-of-work.ts";
import { profileRepository } from "../profiles/index.ts";
import { applyBatch, type BatchToApply, type ImportDesk } from "./apply-batch.ts";
import { readBatches } from "./import-batches.ts";
import { type FileSource, ImportFileUnreadable } from "./import-file.ts";
import type { ImportColumnsUnusable, ImportFileUnusable } from "./import-refusals.ts";
import { countsWith, type ImportCounts, noCounts } from "./import-counts.ts";
import type { ImportReport } from "./import-report.ts";
import { readImportSettings } from "./import-settings.ts";
import type { RowVerdict } from "./row-verdict.ts";
import { seenOnce } from "./seen-once.ts";

/** A file to look at before it is imported. */
export interface PreviewImportCommand {
  readonly profileId: string;
  readonly settings: unknown;
  readonly source: FileSource;
  readonly report: ImportReport;
}

/** Everything that can come of it. */
export type PreviewImportOutcome =
  | { readonly type: "ImportPreviewed"; readonly counts: ImportCounts }
  | { readonly type: "CardProfileNotFound" }
  | ImportColumnsUnusable
  | ImportFileUnusable;

/**
 * Goes through a file as the import would, with the same code in the same kind of transactions, each of which is taken
 * back. Nothing is written, so nothing is audited.
 */
export const makePreviewImport =
  ({ reader, unitOfWork, desk }: { reader: Sql; unitOfWork: UnitOfWork; desk: ImportDesk }) =>
  async ({ profileId, settings: given, source, report }: PreviewImportCommand): Promise<PreviewImportOutcome> => {
    const settings = readImportSettings(given);
    if (settings === null) return { type: "ImportColumnsUnusable" };
    if ((await profileRepository(reader).byId(profileId)) === null) return { type: "CardProfileNotFound" };
    let counts = noCounts;
    const keysSeen = seenOnce();
    try {
      await readBatches(source, settings, async ({ rows, bytes }) => {
        const verdicts = await takenBack(unitOfWork, desk, { rows, profileId, settings, keysSeen });
        counts = countsWith(counts, verdicts);
        report({ counts, bytes, verdicts });
      });
    } catch (fault) {
      if (fault instanceof ImportFileUnreadable) return { type: "ImportFileUnusable", trouble: fault.trouble };
      throw fault;
    }
    return { type: "ImportPreviewed", counts };
  };

/** Carries the verdicts out of a transaction that is not kept. */
class TakenBack extends Error {
  constructor(readonly verdicts: readonly RowVerdict[]) {
    super("A preview keeps nothing.");
  }
}

async function takenBack(
  unitOfWork: UnitOfWork,
  desk: ImportDesk,
  batch: BatchToApply,
): Promise<readonly RowVerdict[]> {
  try {
    return await unitOfWork.unaudited(async (sql): Promise<never> => {
      throw new TakenBack(await applyBatch(sql, desk, batch));
    });
  } catch (fault) {
    if (fault instanceof TakenBack) return fault.verdicts;
    throw fault;
  }
}
