import type { Person } from "../../platform/actor.ts";
import type { StepUpNeeded } from "../proof/fresh-proof.ts";
import { sessionRepository } from "../sessions/session.repository.ts";
import type { AccountSaved, OwnChange } from "./own-change.ts";

/** What comes of ending one session. */
export type EndSessionOutcome = AccountSaved | { readonly type: "SessionNotFound" } | StepUpNeeded;

/** @returns what people do with their other sessions: from this moment on their cookies are worth nothing */
export function makeEndSessions(ownChange: OwnChange) {
  return {
    one: (person: Person, { sessionId }: { sessionId: string }): Promise<EndSessionOutcome> =>
      ownChange<EndSessionOutcome>(
        { name: "account.endSession", success: "AccountSaved" },
        person,
        async ({ work, user }) => {
          const wasThere = await sessionRepository(work.sql).removeOf(user.id, sessionId);
          return { type: wasThere ? "AccountSaved" : "SessionNotFound" };
        },
      ),
    others: (person: Person): Promise<AccountSaved | StepUpNeeded> =>
      ownChange<AccountSaved>(
        { name: "account.endOtherSessions", success: "AccountSaved" },
        person,
        async ({ work, user, session }) => {
          const count = await sessionRepository(work.sql).removeAllOf(user.id, session.id);
          work.concerns({ facts: { sessions: String(count) } });
          return { type: "AccountSaved" };
        },
      ),
  };
}
