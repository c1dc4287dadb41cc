import { type Actor, nobody } from "../../platform/actor.ts";
import type { Clock } from "../../platform/clock.ts";
import type { CurrentSession } from "../../platform/request-context.ts";
import type { Sql } from "../../platform/sql.ts";
import type { UnitOfWork } from "../../platform/unit-of-work.ts";
import { endOf, maySignIn, notedEveryMs } from "./session-life.ts";
import { sessionRepository } from "./session.repository.ts";
import { hashOfToken } from "./session-token.ts";

/** Who a cookie stands for, and until when. */
export interface RecognisedActor {
  readonly actor: Actor;
  readonly session: CurrentSession | null;
}

const unknown: RecognisedActor = { actor: nobody, session: null };
const tokenForm = /^[\w-]{43}$/;

/**
 * Recognises who a request comes from by the token in its cookie; a stranger is nobody, without a reason given. Asks the
 * database every time: what was ended or changed on another replica counts from the next request on.
 */
export const makeCurrentActor =
  ({ reader, unitOfWork, clock }: { reader: Sql; unitOfWork: UnitOfWork; clock: Clock }) =>
  async (token: string | null): Promise<RecognisedActor> => {
    if (token === null || !tokenForm.test(token)) return unknown;
    const tokenHash = hashOfToken(token);
    const found = await sessionRepository(reader).byTokenHash(tokenHash);
    const now = clock();
    if (!found || !maySignIn(found.person)) return unknown;
    const { id, person, provedAt, provedWith } = found;
    if (endOf({ ...found, whose: person }) <= now) return unknown;
    const isToBeNoted = now.getTime() - found.lastSeenAt.getTime() >= notedEveryMs;
    if (isToBeNoted) await unitOfWork.unaudited((sql) => sessionRepository(sql).sawAt(tokenHash, now));
    const lastSeenAt = isToBeNoted ? now : found.lastSeenAt;
    const expiresAt = endOf({ ...found, lastSeenAt, whose: person });
    return { actor: person, session: { id, expiresAt, provedAt, provedWith } };
  };
