import { Arg, Ctx, FieldResolver, Int, Query, Resolver, Root } from "type-graphql";
import { User, type UserRecord } from "../identity/index.ts";
import type { BatchLoader } from "../platform/per-request.ts";
import { RequestContext } from "../platform/request-context.ts";
import { Inherits, Requires } from "../platform/requires.ts";
import type { makeAuditEventsReadModel } from "./audit-events.read-model.ts";
import { AuditEvent, AuditEventConnection, AuditFilter } from "./audit.types.ts";

/** Reading the audit log. Writing it is the unit of work's alone. */
@Resolver(() => AuditEvent)
export class AuditResolver {
  constructor(
    private readonly auditEventsMatching: ReturnType<typeof makeAuditEventsReadModel>,
    private readonly usersOf: (context: RequestContext) => BatchLoader<UserRecord>,
  ) {}

  @Query(() => AuditEventConnection, { description: "The audit log, newest first." })
  @Requires("audit:read")
  auditEvents(
    @Arg("first", () => Int, { description: "How many: 1 to 100." }) first: number,
    @Arg("after", () => String, { nullable: true, description: "Cursor to go on after." }) after?: string | null,
    @Arg("filter", () => AuditFilter, { nullable: true, description: "Which entries." }) filter?: AuditFilter | null,
  ) {
    return this.auditEventsMatching({ first, after, filter: filter ?? {} });
  }

  @FieldResolver(() => User, { nullable: true })
  @Inherits()
  actor(@Root() { actorId }: AuditEvent, @Ctx() context: RequestContext) {
    return actorId === null ? null : this.usersOf(context).load(actorId);
  }
}
