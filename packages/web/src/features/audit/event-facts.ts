import type { AuditEventFieldsFragment } from "../../graphql/generated/graphql.ts";
import { translate } from "../../i18n/i18n.ts";
import { factWords } from "./audit-words.ts";
import { utcTime } from "./event-time.ts";

/** One entry of the audit log. */
export type AuditEvent = AuditEventFieldsFragment;

/** Everything an entry says, as names and values; what it does not say is left out. */
export function eventFacts(event: AuditEvent): { key: string; name: string; value: string; isCode?: boolean }[] {
  const actor = event.actor ? `${event.actor.displayName} (${event.actor.username})` : null;
  const what: Named[] = [
    ["at", utcTime(event.at), true],
    ["action", event.action, true],
    ["outcome", event.outcome, true],
    ["actorName", event.actorName],
    ["actor", actor],
    ["subjectName", event.subjectName],
    ["serialNumber", event.serialNumber, true],
    ["cardProfileName", event.cardProfileName],
    ["reference", event.reference, true],
  ];
  const identifiers: Named[] = [
    ["processId", event.processId, true],
    ["id", event.id, true],
  ];
  const more = event.facts.map(({ name, value }) => ({ key: `fact-${name}`, name: factWords(name), value }));
  return [...said(what), ...more, ...said(identifiers)];
}

type Named = readonly [key: string, value: string | null, isCode?: boolean];

function said(named: readonly Named[]) {
  return named.flatMap(([key, value, isCode = false]) =>
    value === null ? [] : [{ key, name: translate(`admin.audit.details.${key}`), value, isCode }],
  );
}
