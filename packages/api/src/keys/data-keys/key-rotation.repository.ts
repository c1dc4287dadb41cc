import { instantFrom, instantOrNull, type Sql } from "../../platform/sql.ts";

/** How far sealing every admin key anew has come. */
export interface KeyRotation {
  readonly id: string;
  readonly state: "RUNNING" | "DONE";
  /** Keys up to this id are done. */
  readonly afterId: string;
  readonly rowsInAll: number;
  readonly rowsDone: number;
  /** Keys that did not open and stay as they are. */
  readonly rowsTroubled: number;
  readonly startedAt: Date;
  readonly endedAt: Date | null;
}

interface KeyRotationRow {
  readonly id: string;
  readonly state: "RUNNING" | "DONE";
  readonly after_id: string;
  readonly rows_in_all: number;
  readonly rows_done: number;
  readonly rows_troubled: number;
  readonly started_at: unknown;
  readonly ended_at: unknown;
}

/** Keeps how far rotations have come. At most one is running. */
export function keyRotationRepository(sql: Sql) {
  const find = async (rest: string) => {
    const row = await sql.row<KeyRotationRow>(`SELECT * FROM key_rotations ${rest}`);
    return row === null ? null : fromRow(row);
  };
  return {
    newest: () => find("ORDER BY CASE state WHEN 'RUNNING' THEN 0 ELSE 1 END, started_at DESC LIMIT 1"),
    /** Whoever has it goes on with it; everybody else waits until this unit ends. */
    lockRunning: () => find(`WHERE state = 'RUNNING'${sql.forUpdate}`),
    async add(id: string, rowsInAll: number, startedAt: Date): Promise<void> {
      await sql.run(
        "INSERT INTO key_rotations (id, state, after_id, rows_in_all, rows_done, rows_troubled, started_at) VALUES (?, 'RUNNING', '', ?, 0, 0, ?)",
        [id, rowsInAll, startedAt],
      );
    },
    async save({ id, state, afterId, rowsDone, rowsTroubled, endedAt }: KeyRotation): Promise<void> {
      await sql.run(
        "UPDATE key_rotations SET state = ?, after_id = ?, rows_done = ?, rows_troubled = ?, ended_at = ? WHERE id = ?",
        [state, afterId, rowsDone, rowsTroubled, endedAt, id],
      );
    },
  };
}

function fromRow(row: KeyRotationRow): KeyRotation {
  return {
    id: row.id,
    state: row.state,
    afterId: row.after_id,
    rowsInAll: Number(row.rows_in_all),
    rowsDone: Number(row.rows_done),
    rowsTroubled: Number(row.rows_troubled),
    startedAt: instantFrom(row.started_at),
    endedAt: instantOrNull(row.ended_at),
  };
}
