import type { Actor } from "../../platform/actor.ts";
import type { Clock } from "../../platform/clock.ts";
import type { SignInOrigin } from "../../platform/request-context.ts";
import type { Sql } from "../../platform/sql.ts";
import type { UnitOfWork, Work } from "../../platform/unit-of-work.ts";
import { userRepository } from "../accounts/user.repository.ts";
import type { SignedInOutcome } from "../sessions/admit-person.ts";
import type { makeBeginSession } from "../sessions/begin-session.ts";
import { maySignIn } from "../sessions/session-life.ts";
import { signInMethodRepository } from "../sign-in-methods/sign-in-method.repository.ts";
import type { SignInThrottle } from "../throttle/sign-in-throttle.ts";
import type { CheckedAssertion, PasskeyCeremonies } from "./passkey-ceremonies.ts";
import type { PasskeyChallenges } from "./passkey-challenge.ts";
import { takeAssertion } from "./take-assertion.ts";

/** What comes of signing in with a passkey. */
export type SignInWithPasskeyOutcome =
  | SignedInOutcome
  | { readonly type: "PasskeyRefused" }
  | { readonly type: "RateLimited"; readonly retryAfterSeconds: number };

interface Deps {
  readonly reader: Sql;
  readonly unitOfWork: UnitOfWork;
  readonly clock: Clock;
  readonly throttle: SignInThrottle;
  readonly challenges: PasskeyChallenges;
  readonly ceremonies: PasskeyCeremonies;
  readonly beginSession: ReturnType<typeof makeBeginSession>;
  /** Ends the access of somebody whom their directory does not let in any more. */
  readonly endIfLost: (userId: string) => Promise<void>;
}

const action = { name: "session.signInWithPasskey", success: "SignedIn" } as const;

/** Signs somebody in with a passkey alone: the authenticator verified the person, so it is two factors in one. */
export const makeSignInWithPasskey =
  (deps: Deps) =>
  async (
    actor: Actor,
    { assertionJson, origin }: { assertionJson: string; origin: SignInOrigin },
  ): Promise<SignInWithPasskeyOutcome> => {
    const { unitOfWork, throttle, ceremonies } = deps;
    const { siteOrigin } = origin;
    const checked = await ceremonies.checkAssertion(assertionJson, { purpose: "SIGN_IN", siteOrigin });
    // Nothing can be guessed here: only what is wrong is counted, so that whole offices sign in at once.
    const attempt = { what: "second factor", account: "", ...origin, deviceToken: null } as const;
    const refuse = (await isGood(deps, checked)) ? null : (await throttle.count(attempt)).refuse;
    if (refuse) return refuse({ action, actor });
    if (checked) await deps.endIfLost(checked.passkey.userId);
    return unitOfWork.audited<SignInWithPasskeyOutcome>(action, actor, async (work) =>
      checked ? admit(deps, work, { checked, origin }) : { type: "PasskeyRefused" },
    );
  };

/** Whether it looks as if it will be taken: one that was used before, or of somebody locked, is as wrong as any. */
async function isGood({ reader, challenges }: Deps, checked: CheckedAssertion | null): Promise<boolean> {
  if (!checked || (await challenges.wasUsed(reader, checked.challenge))) return false;
  const user = await userRepository(reader).byId(checked.passkey.userId);
  return user !== null && maySignIn(user);
}

async function admit(
  { clock, challenges, beginSession }: Deps,
  { sql, concerns }: Work,
  { checked, origin }: { checked: CheckedAssertion; origin: SignInOrigin },
): Promise<SignInWithPasskeyOutcome> {
  const user = await userRepository(sql).lockById(checked.passkey.userId);
  if (!user || !(await signInMethodRepository(sql).isOn("PASSKEY"))) return { type: "PasskeyRefused" };
  concerns({ subjectUserId: user.id, subjectName: user.username });
  const isTaken = maySignIn(user) && (await takeAssertion(sql, challenges, { checked, now: clock() })) === user.id;
  if (!isTaken) return { type: "PasskeyRefused" };
  const begun = await beginSession(sql, user, { ...origin, provedWith: ["PASSKEY"] });
  concerns({ actor: begun.person, ...(begun.isNewBrowser ? { facts: { device: "new" } } : {}) });
  return { type: "SignedIn", begun };
}
