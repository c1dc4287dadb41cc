import type { Actor } from "../../platform/actor.ts";
import type { SignInOrigin } from "../../platform/request-context.ts";
import type { Sql } from "../../platform/sql.ts";
import type { UnitOfWork } from "../../platform/unit-of-work.ts";
import { isPassword } from "../accounts/password-hash.ts";
import { type UserWithPassword, userRepository } from "../accounts/user.repository.ts";
import type { SignInThrottle } from "../throttle/sign-in-throttle.ts";
import type { makeAdmitPerson, SecondFactorNeeded, SignedInOutcome } from "./admit-person.ts";
import { signInMethodRepository } from "../sign-in-methods/sign-in-method.repository.ts";
import { maySignIn } from "./session-life.ts";

/** What somebody signs in with. */
export interface SignInCommand {
  readonly username: string;
  readonly password: string;
  readonly origin: SignInOrigin;
}

/** What comes of signing in. A refusal does not say which half was wrong. */
export type SignInOutcome =
  | SignedInOutcome
  | SecondFactorNeeded
  | { readonly type: "SignInRefused" }
  | { readonly type: "RateLimited"; readonly retryAfterSeconds: number };

interface Deps {
  readonly reader: Sql;
  readonly unitOfWork: UnitOfWork;
  readonly throttle: SignInThrottle;
  readonly admitPerson: ReturnType<typeof makeAdmitPerson>;
  /** Ends the access of somebody whom their directory does not let in any more. */
  readonly endIfLost: (userId: string) => Promise<void>;
}

const action = { name: "session.signIn", success: "SignedIn" } as const;

/** Signs somebody in with user name and password. */
export const makeSignIn =
  ({ reader, unitOfWork, throttle, admitPerson, endIfLost }: Deps) =>
  async (actor: Actor, { username, password, origin }: SignInCommand): Promise<SignInOutcome> => {
    const { refuse, forgive } = await throttle.count({ what: "password", account: username, ...origin });
    const found = await userRepository(reader).withPassword(username);
    const subject = found ? { subjectUserId: found.user.id, subjectName: found.user.username } : {};
    if (refuse) return refuse({ action, actor, subject });
    const isRight = await isPassword(password, found?.passwordHash ?? null);
    if (found && isRight) await endIfLost(found.user.id);
    const outcome = await unitOfWork.audited<SignInOutcome>(action, actor, async (work) => {
      work.concerns(subject);
      if (!(await signInMethodRepository(work.sql).isOn("PASSWORD"))) return { type: "SignInRefused" };
      const user = found && isRight ? await stillTheSame(work.sql, found) : null;
      if (!user) return { type: "SignInRefused" };
      return admitPerson(work, user, { provedWith: "PASSWORD", origin });
    });
    if (outcome.type === "SignedIn" || outcome.type === "SecondFactorNeeded") await forgive();
    return outcome;
  };

/** Nobody gets in on a password that was changed, or into an account that was locked, while it was being checked. */
async function stillTheSame(sql: Sql, { user: { id }, passwordHash }: UserWithPassword) {
  const user = await userRepository(sql).lockById(id);
  if (!user || !maySignIn(user)) return null;
  const now = await userRepository(sql).withPassword(user.username);
  return now?.passwordHash === passwordHash ? user : null;
}
