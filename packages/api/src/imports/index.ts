import { type UserRecord, userRepository } from "../identity/index.ts";
import { batchLoader, type BatchLoader, perRequest } from "../platform/per-request.ts";
import type { RequestContext } from "../platform/request-context.ts";
import type { Sql } from "../platform/sql.ts";
import type { UnitOfWork } from "../platform/unit-of-work.ts";
import type { ProfileRecord } from "../profiles/index.ts";
import type { ImportDesk } from "./apply-batch.ts";
import { makeCancelImport } from "./cancel-import.ts";
import { exportCards } from "./export-cards.ts";
import { importsReadModel } from "./imports.read-model.ts";
import { ImportFieldsResolver, ImportProblemFieldsResolver, ImportsResolver } from "./imports.resolver.ts";
import { makePreviewImport } from "./preview-import.ts";
import { makeRunImport } from "./run-import.ts";
import { makeStartImport } from "./start-import.ts";

export type { ImportCounts } from "./import-counts.ts";
export { type FileSource, ImportFileUnreadable } from "./import-file.ts";
export type { ImportProgress, ImportReport } from "./import-report.ts";
export { fileRefusalTexts, importRefusalTexts } from "./import-refusals.ts";
export { inspectFile } from "./inspect-file.ts";
export type { RowVerdict } from "./row-verdict.ts";
export { type GivenSettings, settingsIn } from "./settings-in.ts";

/** What imports are put together from. */
export interface ImportParts extends ImportDesk {
  readonly reader: Sql;
  readonly unitOfWork: UnitOfWork;
  readonly profilesOf: (context: RequestContext) => BatchLoader<ProfileRecord>;
}

/** Imports and exports as the rest of the server knows them. */
export type Imports = ReturnType<typeof makeImports>;

/** @returns the domain of imports and exports, put together */
export function makeImports(parts: ImportParts) {
  const { reader, unitOfWork, profilesOf, clock } = parts;
  const { vault, random, fingerprintOf } = parts;
  const desk: ImportDesk = { vault, random, clock, fingerprintOf };
  const read = importsReadModel(reader);
  const usersOf = perRequest(() => batchLoader<UserRecord>((ids) => userRepository(reader).byIds(ids)));
  const verbs = { startImport: makeStartImport(parts), cancelImport: makeCancelImport(parts) };
  return {
    ...verbs,
    previewImport: makePreviewImport({ reader, unitOfWork, desk }),
    runImport: makeRunImport({ unitOfWork, desk }),
    importById: read.byId,
    problemsOf: read.allProblemsOf,
    exportCards: exportCards({ reader, unitOfWork }),
    resolvers: [
      new ImportsResolver(read, verbs),
      new ImportFieldsResolver(read, { clock, usersOf, profilesOf }),
      new ImportProblemFieldsResolver(),
    ],
  };
}
