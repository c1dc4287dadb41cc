import type { Actor } from "../../platform/actor.ts";
import type { Clock } from "../../platform/clock.ts";
import type { SignInOrigin } from "../../platform/request-context.ts";
import type { Sql } from "../../platform/sql.ts";
import type { UnitOfWork, Work } from "../../platform/unit-of-work.ts";
import { hashPassword } from "../accounts/password-hash.ts";
import { type PasswordWeakness, weaknessOf } from "../accounts/password-rules.ts";
import { type UserRecord, userRepository } from "../accounts/user.repository.ts";
import type { SignedInOutcome } from "../sessions/admit-person.ts";
import type { makeBeginSession } from "../sessions/begin-session.ts";
import { maySignIn } from "../sessions/session-life.ts";
import { hashOfToken } from "../sessions/session-token.ts";
import type { SignInThrottle } from "../throttle/sign-in-throttle.ts";
import type { LinkPurpose } from "./link-purposes.ts";
import { signInLinkRepository } from "./sign-in-link.repository.ts";

type Refused =
  | { readonly type: "InvitationRefused" }
  | { readonly type: "RateLimited"; readonly retryAfterSeconds: number };

/** What comes of looking at a link: whose it is. */
export type OpenInvitationOutcome =
  | {
      readonly type: "InvitationOpened";
      readonly user: UserRecord;
      readonly purpose: LinkPurpose;
      readonly expiresAt: Date;
    }
  | Refused;

/** What comes of using it. `InvitationRefused` does not say whether it was used, too old or never there. */
export type AcceptInvitationOutcome =
  | SignedInOutcome
  | { readonly type: "PasswordTooWeak"; readonly weakness: PasswordWeakness }
  | Refused;

interface Deps {
  readonly reader: Sql;
  readonly unitOfWork: UnitOfWork;
  readonly clock: Clock;
  readonly throttle: SignInThrottle;
  readonly beginSession: ReturnType<typeof makeBeginSession>;
}

/** @returns what whoever holds a one-time link does with it */
export function makeInvitations(deps: Deps) {
  const { unitOfWork, throttle } = deps;
  const find = async (token: string, origin: SignInOrigin) => {
    const found = await usableBy(deps.reader, token, deps.clock());
    // A token cannot be guessed: wrong ones count for the address, to bound what they make, and a right one for itself.
    const held = found ? { account: hashOfToken(token), isHeld: true } : { account: "" };
    const { refuse } = await throttle.count({ what: "link", ...origin, deviceToken: null, ...held });
    return { found, refuse };
  };
  return {
    async open(
      actor: Actor,
      { token, origin }: { token: string; origin: SignInOrigin },
    ): Promise<OpenInvitationOutcome> {
      const action = { name: "invitation.open", success: "InvitationOpened" } as const;
      const { found, refuse } = await find(token, origin);
      if (refuse) return refuse({ action, actor, subject: subjectOf(found) });
      return unitOfWork.audited<OpenInvitationOutcome>(action, actor, async ({ concerns }) => {
        if (!found) return { type: "InvitationRefused" };
        const { user, link } = found;
        concerns(subjectOf(found));
        return { type: "InvitationOpened", user, purpose: link.purpose, expiresAt: link.expiresAt };
      });
    },
    async accept(
      actor: Actor,
      { token, password, origin }: { token: string; password: string; origin: SignInOrigin },
    ): Promise<AcceptInvitationOutcome> {
      const action = { name: "invitation.accept", success: "SignedIn" } as const;
      const { found, refuse } = await find(token, origin);
      if (refuse) return refuse({ action, actor, subject: subjectOf(found) });
      const weakness = found && weaknessOf(password, found.user.username);
      const hash = found && !weakness ? await hashPassword(password) : null;
      return unitOfWork.audited<AcceptInvitationOutcome>(action, actor, async (work) => {
        if (weakness) return { type: "PasswordTooWeak", weakness };
        return hash === null ? { type: "InvitationRefused" } : accept(deps, work, { token, hash, origin });
      });
    },
  };
}

const subjectOf = (found: { readonly user: UserRecord } | null) =>
  found ? { subjectUserId: found.user.id, subjectName: found.user.username } : {};

async function usableBy(sql: Sql, token: string, now: Date) {
  const link = await signInLinkRepository(sql).usable(hashOfToken(token), now);
  const user = link && (await userRepository(sql).byId(link.userId));
  return link && user && maySignIn(user) ? { link, user } : null;
}

async function accept(
  { clock, beginSession }: Deps,
  { sql, concerns }: Work,
  { token, hash, origin }: { token: string; hash: string; origin: SignInOrigin },
): Promise<AcceptInvitationOutcome> {
  const [links, users, now] = [signInLinkRepository(sql), userRepository(sql), clock()];
  const link = await links.lockUsable(hashOfToken(token), now);
  const user = link && (await users.lockById(link.userId));
  if (!link || !user || !maySignIn(user)) return { type: "InvitationRefused" };
  await links.use(link.tokenHash, now);
  await users.savePassword(user.id, { hash, isShort: false });
  if (link.purpose === "RESET") await users.noteSignInReset(user.id, now);
  const begun = await beginSession(sql, user, { ...origin, provedWith: ["LINK"] });
  concerns({ actor: begun.person, subjectUserId: user.id, subjectName: user.username });
  return { type: "SignedIn", begun };
}
