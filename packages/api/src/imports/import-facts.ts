import type { ImportRunRecord } from "./import-run.repository.ts";

/** @returns what an audit entry says about a run */
export function factsOf(run: ImportRunRecord): Readonly<Record<string, string>> {
  return {
    import: run.id,
    file: run.fileName,
    rows: String(run.readRows),
    newCards: String(run.newCards),
    newKeys: String(run.newKeys),
    unchanged: String(run.unchanged),
    refused: String(run.refused),
  };
}
