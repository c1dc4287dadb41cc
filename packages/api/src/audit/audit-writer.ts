import { type Actor, nameOf } from "../platform/actor.ts";
import type { Random } from "../platform/random.ts";
import { marks, type Sql } from "../platform/sql.ts";
import type { AuditEntry } from "../platform/unit-of-work.ts";
import { fold } from "../identity/index.ts";

const columns = [
  "id",
  "at",
  "action",
  "outcome",
  "was_refused",
  "actor_id",
  "actor_name",
  "actor_name_key",
  "card_id",
  "serial_number",
  "profile_id",
  "profile_name",
  "process_id",
  "reference",
  "subject_user_id",
  "subject_name",
  "facts",
] as const;

const statement = `INSERT INTO audit_events (${columns.join(", ")}) VALUES (${marks(columns.length)})`;

/** @returns what puts an entry beside the action it tells of, in the same transaction */
export const makeAuditWriter =
  (random: Random) =>
  async (sql: Sql, entry: AuditEntry): Promise<void> => {
    const { actor } = entry;
    const actorName = nameOf(actor);
    await sql.run(statement, [
      random.id(),
      entry.at,
      entry.action,
      entry.outcome,
      entry.wasRefused ? 1 : 0,
      actorIdOf(actor),
      actorName,
      fold(actorName),
      entry.cardId ?? null,
      entry.serialNumber ?? null,
      entry.profileId ?? null,
      entry.profileName ?? null,
      entry.processId ?? null,
      entry.reference ?? null,
      entry.subjectUserId ?? null,
      entry.subjectName ?? null,
      JSON.stringify({ ...entry.facts, ...tokenFacts(actor) }),
    ]);
  };

/** What a program does is the token's; whose it is stands beside it. */
function actorIdOf(actor: Actor): string | null {
  return actor.type === "person" ? (actor.token?.id ?? actor.userId) : null;
}

function tokenFacts(actor: Actor): Record<string, string> {
  return actor.type === "person" && actor.token ? { tokenId: actor.token.id, tokenOwner: actor.username } : {};
}
