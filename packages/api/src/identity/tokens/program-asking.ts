import type { Clock } from "../../platform/clock.ts";
import type { Sql } from "../../platform/sql.ts";
import type { UnitOfWork } from "../../platform/unit-of-work.ts";
import type { RecognisedActor } from "../sessions/current-actor.ts";
import { notedEveryMs } from "../sessions/session-life.ts";
import { hashOfToken } from "../sessions/session-token.ts";
import type { SignInThrottle } from "../throttle/sign-in-throttle.ts";
import { apiTokenRepository } from "./api-token.repository.ts";
import { isTokenText } from "./token-text.ts";

/** Who a program asks for, or that its token is good for nothing and why is not said. */
export type ProgramAsking =
  | ({ readonly type: "Recognised" } & RecognisedActor)
  | { readonly type: "Unknown" }
  | { readonly type: "RateLimited"; readonly retryAfterSeconds: number };

interface Deps {
  readonly reader: Sql;
  readonly unitOfWork: UnitOfWork;
  readonly clock: Clock;
  readonly throttle: SignInThrottle;
}

/**
 * Recognises a program by its token, asking the database every time. One that was mistyped is known by its checksum and
 * costs nothing; one that nobody made, is revoked or has expired is counted against the address it came from.
 */
export const makeProgramAsking =
  ({ reader, unitOfWork, clock, throttle }: Deps) =>
  async (token: string, address: string): Promise<ProgramAsking> => {
    if (!isTokenText(token)) return { type: "Unknown" };
    const found = await apiTokenRepository(reader).byHash(hashOfToken(token));
    const now = clock();
    const isGood = found && !found.revokedAt && found.expiresAt > now && found.person.state === "ACTIVE";
    if (!isGood) {
      const attempt = { what: "token", account: "", address, deviceToken: null } as const;
      const { retryAfterSeconds } = await throttle.count(attempt);
      return retryAfterSeconds > 0 ? { type: "RateLimited", retryAfterSeconds } : { type: "Unknown" };
    }
    const { id, person, lastUsedAt, createdAt: provedAt, expiresAt } = found;
    const isToBeNoted = now.getTime() - (lastUsedAt?.getTime() ?? 0) >= notedEveryMs;
    if (isToBeNoted) await unitOfWork.unaudited((sql) => apiTokenRepository(sql).usedAt(id, now));
    return { type: "Recognised", actor: person, session: { id, expiresAt, provedAt, provedWith: [] } };
  };
