import type { Clock } from "../../platform/clock.ts";
import type { Random } from "../../platform/random.ts";
import type { Sql } from "../../platform/sql.ts";
import { hashOfToken, newToken } from "../sessions/session-token.ts";
import type { LinkPurpose } from "./link-purposes.ts";
import { signInLinkRepository } from "./sign-in-link.repository.ts";

const hour = 60 * 60 * 1000;
/** An invitation waits for somebody to begin; a reset is for somebody on the telephone. */
const lifeMs: Readonly<Record<LinkPurpose, number>> = { INVITATION: 7 * 24 * hour, RESET: 24 * hour };

/** A link as it is shown once. */
export interface MadeLink {
  /** What follows the site's origin; the token is behind the `#`, which no browser sends. */
  readonly link: string;
  readonly expiresAt: Date;
}

/** @returns what makes a person's one-time link; earlier ones stop working */
export const makeMakeLink =
  ({ clock, random }: { clock: Clock; random: Random }) =>
  async (sql: Sql, userId: string, purpose: LinkPurpose): Promise<MadeLink> => {
    const token = newToken(random);
    const createdAt = clock();
    const expiresAt = new Date(createdAt.getTime() + lifeMs[purpose]);
    await signInLinkRepository(sql).replace({ tokenHash: hashOfToken(token), userId, purpose, createdAt, expiresAt });
    return { link: `/invitation#${token}`, expiresAt };
  };

/** What makes links. */
export type MakeLink = ReturnType<typeof makeMakeLink>;
