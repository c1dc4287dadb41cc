import { digestAfter } from "./digest-after.ts";
import type { FileBatch } from "./import-batches.ts";
import type { RunImportRefusal } from "./import-refusals.ts";
import type { ImportRunRecord } from "./import-run.repository.ts";
import { seenOnce } from "./seen-once.ts";

/** Ends the reading of a file because the run does not go on. */
export class RunStopped extends Error {
  constructor(readonly refusal: RunImportRefusal) {
    super(refusal.type);
  }
}

/** Where a run is, compared with where its file is. */
export class RunProgress {
  readonly keysSeen = seenOnce();
  private skipped = 0;
  private digest = "";

  constructor(public run: ImportRunRecord) {}

  /** Whether the rows are written already. @throws RunStopped when they are not the rows that were written */
  isBehind({ rows }: FileBatch): boolean {
    if (this.skipped >= this.run.readRows) return false;
    this.skipped += rows.length;
    this.digest = digestAfter(this.digest, rows);
    if (this.skipped > this.run.readRows) throw new RunStopped({ type: "ImportFileDiffers" });
    if (this.skipped === this.run.readRows) this.requireSameFile();
    return true;
  }

  /** @throws RunStopped when the file has fewer rows than were written */
  requireWholeFile(): void {
    if (this.skipped < this.run.readRows) throw new RunStopped({ type: "ImportFileDiffers" });
  }

  /** The rows up to here are written now. */
  advanceTo(run: ImportRunRecord): void {
    this.run = run;
    this.skipped = run.readRows;
  }

  private requireSameFile(): void {
    if (this.digest !== this.run.digest) throw new RunStopped({ type: "ImportFileDiffers" });
  }
}
