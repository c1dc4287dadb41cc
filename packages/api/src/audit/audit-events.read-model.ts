import { fold } from "../identity/index.ts";
import { countOf, type Page, pageOf, pageRequest } from "../platform/pagination.ts";
import { prefixRange } from "../platform/prefix-range.ts";
import { instantFrom, type Sql, type SqlValue } from "../platform/sql.ts";
import type { AuditEvent, AuditFilter } from "./audit.types.ts";

type Entry = AuditEvent & { readonly sequence: number };
type Row = Record<string, unknown>;

/** Which entries are looked for. */
export interface AuditSearch {
  readonly first: number;
  readonly after?: string | null | undefined;
  readonly filter: AuditFilter;
}

const isSequence = (value: unknown): value is [number] =>
  Array.isArray(value) && value.length === 1 && Number.isSafeInteger(value[0]);

/** @returns entries of the audit log, newest first, a page at a time */
export const makeAuditEventsReadModel =
  (reader: Sql) =>
  async ({ first, after, filter }: AuditSearch): Promise<Page<AuditEvent>> => {
    const request = pageRequest({ first, after }, isSequence);
    const found = conditionsOf(filter);
    const paged = request.after ? [...found, { where: "sequence < ?", parameters: request.after }] : found;
    const rows = await reader.rows<Row>(
      `SELECT * FROM audit_events ${whereOf(paged)} ORDER BY sequence DESC LIMIT ${request.first + 1}`,
      paged.flatMap(({ parameters }) => parameters),
    );
    const count = () =>
      countOf(
        reader,
        `FROM audit_events ${whereOf(found)}`,
        found.flatMap(({ parameters }) => parameters),
      );
    return pageOf(rows.map(entryFrom), request, { keyOf: ({ sequence }): [number] => [sequence], count });
  };

interface Condition {
  readonly where: string;
  readonly parameters: readonly SqlValue[];
}

const whereOf = (conditions: readonly Condition[]) =>
  conditions.length === 0 ? "" : `WHERE ${conditions.map(({ where }) => where).join(" AND ")}`;

function conditionsOf(filter: AuditFilter): Condition[] {
  const given: (Condition | null)[] = [
    equals("action", filter.action),
    actorBeginsWith(filter.actor),
    equals("card_id", filter.cardId),
    serialNumberIs(filter.serialNumber),
    equals("reference", filter.reference?.trim().toUpperCase()),
    equals("outcome", filter.outcome),
    filter.onlyRefused ? { where: "was_refused = 1", parameters: [] } : null,
    filter.from ? { where: "at >= ?", parameters: [filter.from] } : null,
    filter.until ? { where: "at < ?", parameters: [filter.until] } : null,
  ];
  return given.filter((condition) => condition !== null);
}

function equals(column: string, value: string | null | undefined): Condition | null {
  return value ? { where: `${column} = ?`, parameters: [value] } : null;
}

function actorBeginsWith(text: string | null | undefined): Condition | null {
  const beginning = fold(text ?? "");
  if (beginning === "") return null;
  const { from, below } = prefixRange(beginning);
  const where = `((actor_name_key >= ? AND actor_name_key < ?) OR actor_id IN
    (SELECT id FROM users WHERE display_name_key >= ? AND display_name_key < ?))`;
  return { where, parameters: [from, below, from, below] };
}

/** The last digits are looked up among the cards, whose reversed numbers have an index. */
function serialNumberIs(text: string | null | undefined): Condition | null {
  const digits = (text ?? "").trim().toUpperCase();
  if (digits === "") return null;
  const { from, below } = prefixRange(digits);
  const beginning = "(serial_number >= ? AND serial_number < ?)";
  if (digits.length < 4) return { where: beginning, parameters: [from, below] };
  const last = prefixRange([...digits].reverse().join(""));
  const where = `(${beginning} OR serial_number IN
    (SELECT serial_number FROM cards WHERE serial_reversed >= ? AND serial_reversed < ?))`;
  return { where, parameters: [from, below, last.from, last.below] };
}

function entryFrom(row: Row): Entry {
  const text = (column: string) => (row[column] ?? null) as string | null;
  return {
    sequence: Number(row["sequence"]),
    id: String(row["id"]),
    at: instantFrom(row["at"]),
    action: String(row["action"]),
    outcome: String(row["outcome"]),
    wasRefused: Number(row["was_refused"]) === 1,
    actorId: text("actor_id"),
    actorName: String(row["actor_name"]),
    cardId: text("card_id"),
    serialNumber: text("serial_number"),
    cardProfileId: text("profile_id"),
    cardProfileName: text("profile_name"),
    processId: text("process_id"),
    reference: text("reference"),
    subjectUserId: text("subject_user_id"),
    subjectName: text("subject_name"),
    facts: factsIn(String(row["facts"])),
  };
}

function factsIn(json: string): { name: string; value: string }[] {
  return Object.entries(JSON.parse(json) as Record<string, string>).map(([name, value]) => ({ name, value }));
}
