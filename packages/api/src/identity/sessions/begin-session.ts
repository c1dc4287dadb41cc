import type { Person } from "../../platform/actor.ts";
import type { Clock } from "../../platform/clock.ts";
import type { Random } from "../../platform/random.ts";
import type { BegunSession } from "../../platform/request-context.ts";
import type { Sql } from "../../platform/sql.ts";
import { endOf, longestMs } from "./session-life.ts";
import { sessionRepository } from "./session.repository.ts";
import { hashOfToken, newToken } from "./session-token.ts";
import type { UserRecord } from "../accounts/user.repository.ts";

/** @returns the actor that a person with an account is */
export function personOf(user: UserRecord): Person {
  const { id, username, displayName, role, state } = user;
  return { type: "person", userId: id, username, displayName, role, state };
}

/**
 * Begins a session inside the unit that found out who it is. Every sign-in gets a new token; the one the browser came
 * with is ended, so that nobody can have planted it.
 */
export const makeBeginSession =
  (clock: Clock, random: Random) =>
  async (sql: Sql, user: UserRecord, tokenBefore: string | null): Promise<BegunSession> => {
    const now = clock();
    const token = newToken(random);
    const sessions = sessionRepository(sql);
    if (tokenBefore !== null) await sessions.remove(hashOfToken(tokenBefore));
    await sessions.removeExpired(now);
    const times = { createdAt: now, lastSeenAt: now, expiresAt: new Date(now.getTime() + longestMs) };
    const id = random.id();
    await sessions.add({ id, tokenHash: hashOfToken(token), userId: user.id, ...times });
    return { person: personOf(user), session: { id, expiresAt: endOf(times) }, token };
  };
