import type { AuditEventFieldsFragment } from "../../graphql/generated/graphql.ts";
import { translate } from "../../i18n/i18n.ts";
import { factWords } from "./audit-words.ts";
import { utcTime } from "./event-time.ts";

/** One entry of the audit log. */
export type AuditEvent = AuditEventFieldsFragment;

/** Everything an entry says, as names and values; what it does not say is left out. */
export function eventFacts(event: AuditEvent): { key: string; name: string; value: string; isCode?: boolean }[] {
  const actor = event.actor ? `${event.actor.displayName} (${event.actor.username})` : null;
  const named: [string, string | null, boolean?][] = [
    ["at", utcTime(event.at), true],
    ["action", event.action, true],
    ["outcome", event.outcome, true],
    ["actorName", event.actorName],
    ["actor", actor],
    ["subjectName", event.subjectName],
    ["serialNumber", event.serialNumber, true],
    ["cardProfileName", event.cardProfileName],
    ["reference", event.reference, true],
    ["processId", event.processId, true],
    ["id", event.id, true],
  ];
  const facts = named.flatMap(([key, value, isCode]) =>
    value === null ? [] : [{ key, name: translate(`admin.audit.details.${key}`), value, isCode: isCode ?? false }],
  );
  const more = event.facts.map(({ name, value }) => ({ key: `fact-${name}`, name: factWords(name), value }));
  return [...facts.slice(0, -2), ...more, ...facts.slice(-2)];
}
