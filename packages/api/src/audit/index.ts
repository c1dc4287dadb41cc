import { userRepository } from "../identity/index.ts";
import { batchLoader, perRequest } from "../platform/per-request.ts";
import type { Random } from "../platform/random.ts";
import type { Sql } from "../platform/sql.ts";
import { makeAuditEventsReadModel } from "./audit-events.read-model.ts";
import { makeAuditWriter } from "./audit-writer.ts";
import { AuditResolver } from "./audit.resolver.ts";
import { makeOwnActivity } from "./own-activity.read-model.ts";
import { OwnActivityResolver } from "./own-activity.resolver.ts";

/** Puts the audit log together: who writes it is the unit of work, who reads it has the permission. */
export function makeAudit({ reader, random }: { reader: Sql; random: Random }) {
  const usersOf = perRequest(() => batchLoader((ids) => userRepository(reader).byIds(ids)));
  return {
    write: makeAuditWriter(random),
    resolvers: [
      new AuditResolver(makeAuditEventsReadModel(reader), usersOf),
      new OwnActivityResolver(makeOwnActivity(reader)),
    ],
  };
}
