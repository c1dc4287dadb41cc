import type { Actor } from "../../platform/actor.ts";
import type { BegunSession } from "../../platform/request-context.ts";
import type { Sql } from "../../platform/sql.ts";
import type { UnitOfWork } from "../../platform/unit-of-work.ts";
import type { makeBeginSession } from "./begin-session.ts";
import { isPassword } from "../accounts/password-hash.ts";
import { maySignIn } from "./session-life.ts";
import type { SignInThrottle } from "./sign-in-throttle.ts";
import { type UserWithPassword, userRepository } from "../accounts/user.repository.ts";

/** What somebody signs in with. */
export interface SignInCommand {
  readonly username: string;
  readonly password: string;
  /** Where they do it from, for the throttle. */
  readonly address: string;
  /** The token the browser came with; it is ended. */
  readonly tokenBefore: string | null;
}

/** Somebody is signed in; the token goes into the cookie and nowhere else. */
export type SignedInOutcome = { readonly type: "SignedIn"; readonly begun: BegunSession };

/** What comes of signing in. A refusal does not say which half was wrong. */
export type SignInOutcome =
  | SignedInOutcome
  | { readonly type: "SignInRefused" }
  | { readonly type: "RateLimited"; readonly retryAfterSeconds: number };

interface Deps {
  readonly reader: Sql;
  readonly unitOfWork: UnitOfWork;
  readonly throttle: SignInThrottle;
  readonly beginSession: ReturnType<typeof makeBeginSession>;
}

/** Signs somebody in with user name and password. */
export const makeSignIn =
  ({ reader, unitOfWork, throttle, beginSession }: Deps) =>
  async (actor: Actor, { username, password, address, tokenBefore }: SignInCommand): Promise<SignInOutcome> => {
    const retryAfterSeconds = await throttle.count(username, address);
    const found = await userRepository(reader).withPassword(username);
    const isRight = retryAfterSeconds === 0 && (await isPassword(password, found?.passwordHash ?? null));
    const action = { name: "session.signIn", success: "SignedIn" } as const;
    const outcome = await unitOfWork.audited<SignInOutcome>(action, actor, async ({ sql, concerns }) => {
      if (found) concerns({ subjectUserId: found.user.id, subjectName: found.user.username });
      if (retryAfterSeconds > 0) return { type: "RateLimited", retryAfterSeconds };
      const user = found && isRight ? await stillTheSame(sql, found) : null;
      if (!user) return { type: "SignInRefused" };
      const begun = await beginSession(sql, user, tokenBefore);
      concerns({ actor: begun.person });
      return { type: "SignedIn", begun };
    });
    if (outcome.type === "SignedIn") await throttle.forgive(username, address);
    return outcome;
  };

/** Nobody gets in on a password that was changed, or into an account that was locked, while it was being checked. */
async function stillTheSame(sql: Sql, { user: { id }, passwordHash }: UserWithPassword) {
  const user = await userRepository(sql).lockById(id);
  if (!user || !maySignIn(user.state)) return null;
  const now = await userRepository(sql).withPassword(user.username);
  return now?.passwordHash === passwordHash ? user : null;
}
