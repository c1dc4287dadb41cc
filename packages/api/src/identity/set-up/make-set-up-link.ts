import type { Clock } from "../../platform/clock.ts";
import type { Random } from "../../platform/random.ts";
import type { UnitOfWork } from "../../platform/unit-of-work.ts";
import { newToken, hashOfToken } from "../sessions/session-token.ts";
import { setUpLinkRepository } from "./set-up-link.repository.ts";

const lifeMs = 24 * 60 * 60 * 1000;

/**
 * Makes the one-time way in for the first administrator. Links made before stop working.
 *
 * @returns the token, for the host's eyes only; or null when there is an administrator already
 */
export const makeSetUpLink = ({
  unitOfWork,
  random,
  clock,
  hasAdministrator,
}: {
  unitOfWork: UnitOfWork;
  random: Random;
  clock: Clock;
  hasAdministrator: () => Promise<boolean>;
}) =>
  async function setUpLink(): Promise<string | null> {
    if (await hasAdministrator()) return null;
    const token = newToken(random);
    const createdAt = clock();
    const expiresAt = new Date(createdAt.getTime() + lifeMs);
    const tokenHash = hashOfToken(token);
    await unitOfWork.unaudited((sql) => setUpLinkRepository(sql).replaceAll({ tokenHash, createdAt, expiresAt }));
    return token;
  };
