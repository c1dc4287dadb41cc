import type { Person } from "../../platform/actor.ts";
import type { Clock } from "../../platform/clock.ts";
import type { Random } from "../../platform/random.ts";
import type { BegunSession, SignInOrigin } from "../../platform/request-context.ts";
import type { Sql } from "../../platform/sql.ts";
import type { UserRecord } from "../accounts/user.repository.ts";
import type { ProofMethod } from "../proof/proof-methods.ts";
import { knownDeviceRepository } from "../throttle/known-device.repository.ts";
import { endOf, lifeOf } from "./session-life.ts";
import { sessionRepository } from "./session.repository.ts";
import { hashOfToken, newToken } from "./session-token.ts";

/** With what a session begins. */
export interface SessionBeginning extends SignInOrigin {
  readonly provedWith: readonly ProofMethod[];
  /** When it was proved, where that was before now. */
  readonly provedAt?: Date | undefined;
}

/** @returns the actor that a person with an account is */
export function personOf(user: UserRecord, sessionId?: string): Person {
  const { id, username, displayName, role, ownRole = null, state } = user;
  const person = { type: "person", userId: id, username, displayName, role, ownRole, state } as const;
  return sessionId === undefined ? person : { ...person, sessionId };
}

/**
 * Begins a session inside the unit that found out who it is. Every sign-in gets a new token; the one the browser came
 * with is ended, so that nobody can have planted it. The browser is a known one from now on.
 */
export const makeBeginSession =
  (clock: Clock, random: Random) =>
  async (sql: Sql, user: UserRecord, beginning: SessionBeginning): Promise<BegunSession> => {
    const { tokenBefore, provedWith, address, browser: label } = beginning;
    const now = clock();
    const provedAt = beginning.provedAt ?? now;
    const [token, deviceToken] = [newToken(random), newToken(random)];
    const sessions = sessionRepository(sql);
    if (tokenBefore !== null) await sessions.remove(hashOfToken(tokenBefore));
    await sessions.removeExpired(now);
    const expiresAt = new Date(now.getTime() + lifeOf(user).longestMs);
    const times = { createdAt: now, lastSeenAt: now, expiresAt, provedAt };
    const id = random.id();
    await sessions.add(hashOfToken(token), { id, userId: user.id, ...times, provedWith, address, label });
    const [devices, before] = [knownDeviceRepository(sql), beginning.deviceToken];
    const isNewBrowser = before === null || !(await devices.isKnown(before, user.username, now));
    await devices.replace({ before, token: deviceToken, userId: user.id, now });
    const session = { id, expiresAt: endOf({ ...times, whose: user }), provedAt, provedWith };
    return { person: personOf(user, id), session, token, deviceToken, isNewBrowser };
  };
