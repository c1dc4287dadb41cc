import { fold } from "../identity/index.ts";
import type { Person } from "../platform/actor.ts";
import { countOf, type Page, pageOf, pageRequest } from "../platform/pagination.ts";
import { instantFrom, type Sql } from "../platform/sql.ts";
import type { Activity } from "./own-activity.types.ts";

interface Row {
  sequence: number | string;
  id: string;
  at: unknown;
  action: string;
  outcome: string;
  was_refused: number;
  actor_id: string | null;
  serial_number: string | null;
  reference: string | null;
}

const columns = "sequence, id, at, action, outcome, was_refused, actor_id, serial_number, reference";
const byThemselves = "actor_name_key = ? AND actor_id = ?";
const toThem = "subject_user_id = ?";

const isSequence = (value: unknown): value is [number] =>
  Array.isArray(value) && value.length === 1 && Number.isSafeInteger(value[0]);

/** @returns what a person did and what was done to their account, newest first, a page at a time */
export const makeOwnActivity =
  (reader: Sql) =>
  async ({ userId, username }: Person, page: { first: number; after?: string | null }): Promise<Page<Activity>> => {
    const request = pageRequest(page, isSequence);
    const below = request.after ? " AND sequence < ?" : "";
    const after = request.after ?? [];
    const inOrder = `ORDER BY sequence DESC LIMIT ${request.first + 1}`;
    const part = (where: string, name: string) =>
      `SELECT * FROM (SELECT ${columns} FROM audit_events WHERE ${where}${below} ${inOrder}) AS ${name}`;
    const [own, all] = [
      [fold(username), userId],
      [fold(username), userId, userId],
    ];
    const rows = await reader.rows<Row>(`${part(byThemselves, "own")} UNION ${part(toThem, "others")} ${inOrder}`, [
      ...own,
      ...after,
      userId,
      ...after,
    ]);
    const either = `SELECT id FROM audit_events WHERE ${byThemselves} UNION SELECT id FROM audit_events WHERE ${toThem}`;
    const count = () => countOf(reader, `FROM (${either}) AS found`, all);
    const nodes = rows.map((row) => ({ sequence: Number(row.sequence), ...activityFrom(row, userId) }));
    return pageOf(nodes, request, { keyOf: ({ sequence }): [number] => [sequence], count });
  };

const activityFrom = (row: Row, userId: string): Activity => ({
  id: row.id,
  at: instantFrom(row.at),
  action: row.action,
  outcome: row.outcome,
  wasRefused: Number(row.was_refused) === 1,
  isOwn: row.actor_id === userId,
  serialNumber: row.serial_number,
  reference: row.reference,
});
