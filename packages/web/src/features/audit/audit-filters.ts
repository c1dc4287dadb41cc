import type { AuditFilter } from "../../graphql/generated/graphql.ts";

/** The filters of the audit log as the address writes them; the empty string asks for nothing. */
export const auditFilterNames = [
  "action",
  "actor",
  "card",
  "cardId",
  "reference",
  "outcome",
  "result",
  "from",
  "until",
] as const;

/** What the audit log is narrowed to. `from` and `until` are days of the browser's calendar: 2026-11-24. */
export type AuditFilters = Readonly<Record<(typeof auditFilterNames)[number], string>>;

/** The filters as the server wants them: days become the instants at which they begin and end here. */
export function auditFilterInput(filters: AuditFilters): AuditFilter {
  return {
    action: given(filters.action),
    actor: given(filters.actor),
    serialNumber: given(filters.card),
    cardId: given(filters.cardId),
    reference: given(filters.reference.toUpperCase()),
    outcome: given(filters.outcome),
    onlyRefused: filters.result === "refused" ? true : null,
    from: startOfDay(filters.from, 0),
    until: startOfDay(filters.until, 1),
  };
}

function given(text: string): string | null {
  return text.trim() === "" ? null : text.trim();
}

/** The instant at which a day, or a day later on, begins on this device; null for what is no day. */
function startOfDay(day: string, daysLater: number): string | null {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day);
  if (parts === null) return null;
  const [year, month, date] = parts.slice(1).map(Number) as [number, number, number];
  const start = new Date(year, month - 1, date + daysLater);
  return Number.isNaN(start.getTime()) ? null : start.toISOString();
}
