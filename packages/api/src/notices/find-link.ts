import type { SignInThrottle } from "../identity/index.ts";
import type { Clock } from "../platform/clock.ts";
import type { SignInOrigin } from "../platform/request-context.ts";
import type { Sql } from "../platform/sql.ts";
import type { LinkTokens } from "./link-token.ts";
import { type NoticeLink, noticeLinkRepository, type NoticeLinkPurpose } from "./notice-link.repository.ts";

/** Why a link opens nothing. It does not say whether it was never there, is too old, or is for something else. */
export type LinkRefusal =
  | { readonly type: "NoticeLinkUnusable" }
  | { readonly type: "RateLimited"; readonly retryAfterSeconds: number };

/** A link that somebody opens, and from where. */
export interface OpenedLink {
  readonly token: string;
  readonly origin: SignInOrigin;
}

/** A link, or null where there is none; and how it is refused to whoever has to wait. */
interface FoundLink {
  readonly link: NoticeLink | null;
  readonly refuse: Awaited<ReturnType<SignInThrottle["count"]>>["refuse"];
}

interface Parts {
  readonly reader: Sql;
  readonly clock: Clock;
  readonly throttle: SignInThrottle;
  readonly tokens: LinkTokens;
}

/**
 * Finds the link that a token opens, used or not. A token that this installation did not make costs no look into the
 * database, and counts for the address it came from; one that is good counts for itself and for what is done with it, so
 * that nobody waits because of others, looking keeps nobody from reporting, and whoever has a link cannot fill the log.
 */
export const makeFindLink =
  ({ reader, clock, throttle, tokens }: Parts) =>
  async (purpose: NoticeLinkPurpose, { token, origin }: OpenedLink, action: string): Promise<FoundLink> => {
    const id = tokens.idIn(token, purpose);
    const found = id === null ? null : await noticeLinkRepository(reader).byId(id);
    const link = found?.purpose === purpose && found.expiresAt > clock() ? found : null;
    const held = link === null ? { account: "" } : { account: `${action} ${link.id}`, isHeld: true };
    return { link, refuse: (await throttle.count({ what: "link", ...origin, deviceToken: null, ...held })).refuse };
  };

/** Finds the link that a token opens. */
export type FindLink = ReturnType<typeof makeFindLink>;
