import { isIdentifier } from "../platform/identifier.ts";
import { instantFrom, instantOrNull, marks, type Sql } from "../platform/sql.ts";
import { type ImportCounts, noCounts } from "./import-counts.ts";
import { type ImportSettings, readImportSettings } from "./import-settings.ts";

/** Where a run is. An interrupted one goes on when its file comes again; the other two are over. */
export type ImportRunState = "RUNNING" | "INTERRUPTED" | "DONE" | "CANCELLED";

/** A run of importing a file. */
export interface ImportRunRecord extends ImportCounts {
  readonly id: string;
  readonly state: ImportRunState;
  readonly fileName: string;
  readonly profileId: string;
  readonly settings: ImportSettings;
  /** Null: the command line. */
  readonly startedById: string | null;
  readonly startedAt: Date;
  /** When its last rows were written. */
  readonly touchedAt: Date;
  readonly endedAt: Date | null;
  /** Over the serial numbers of the rows so far, by which the same file is recognised. */
  readonly digest: string;
}

/** Where runs are kept. */
export function importRunRepository(sql: Sql) {
  const found = async (id: string, lock: string) => {
    if (!isIdentifier(id)) return null;
    const row = await sql.row<ImportRunRow>(`SELECT ${importRunColumns} FROM import_runs WHERE id = ?${lock}`, [id]);
    return row === null ? null : importRunFrom(row);
  };
  return {
    byId: (id: string) => found(id, ""),
    /** Reads it for going on with it: nobody else does until the unit commits. */
    lockById: (id: string) => found(id, sql.forUpdate),
    async add(run: ImportRunRecord): Promise<void> {
      await sql.run(`INSERT INTO import_runs (${importRunColumns}) VALUES (${marks(16)})`, [
        run.id,
        run.state,
        run.fileName,
        run.profileId,
        JSON.stringify(run.settings),
        run.startedById,
        run.startedAt,
        ...changing(run),
      ]);
    },
    async save(run: ImportRunRecord): Promise<void> {
      await sql.run(
        `UPDATE import_runs SET touched_at = ?, ended_at = ?, read_rows = ?, new_cards = ?, new_keys = ?, unchanged = ?,
           refused = ?, warned = ?, digest = ?, state = ? WHERE id = ?`,
        [...changing(run), run.state, run.id],
      );
    },
  };
}

/** @returns a run that is about to begin */
export function newImportRun(
  begun: Pick<ImportRunRecord, "id" | "fileName" | "profileId" | "settings" | "startedById">,
  now: Date,
): ImportRunRecord {
  return { ...begun, ...noCounts, state: "RUNNING", startedAt: now, touchedAt: now, endedAt: null, digest: "" };
}

const changing = (run: ImportRunRecord) => [
  run.touchedAt,
  run.endedAt,
  run.readRows,
  run.newCards,
  run.newKeys,
  run.unchanged,
  run.refused,
  run.warned,
  run.digest,
];

/** The columns of a run. */
export const importRunColumns =
  "id, state, file_name, profile_id, settings, started_by, started_at, touched_at, ended_at, read_rows, new_cards, new_keys, unchanged, refused, warned, digest";

/** A row of `importRunColumns`. */
export interface ImportRunRow {
  readonly id: string;
  readonly state: ImportRunState;
  readonly file_name: string;
  readonly profile_id: string;
  readonly settings: string;
  readonly started_by: string | null;
  readonly started_at: unknown;
  readonly touched_at: unknown;
  readonly ended_at: unknown;
  readonly read_rows: number;
  readonly new_cards: number;
  readonly new_keys: number;
  readonly unchanged: number;
  readonly refused: number;
  readonly warned: number;
  readonly digest: string;
}

/** @returns a row of `importRunColumns` as a record */
export function importRunFrom(row: ImportRunRow): ImportRunRecord {
  const settings = readImportSettings(JSON.parse(row.settings));
  if (settings === null) throw new Error("An import run has settings that cannot be read.");
  return {
    id: row.id,
    state: row.state,
    fileName: row.file_name,
    profileId: row.profile_id,
    settings,
    startedById: row.started_by,
    startedAt: instantFrom(row.started_at),
    touchedAt: instantFrom(row.touched_at),
    endedAt: instantOrNull(row.ended_at),
    readRows: Number(row.read_rows),
    newCards: Number(row.new_cards),
    newKeys: Number(row.new_keys),
    unchanged: Number(row.unchanged),
    refused: Number(row.refused),
    warned: Number(row.warned),
    digest: row.digest,
  };
}
