import type { Actor } from "../../platform/actor.ts";
import type { Clock } from "../../platform/clock.ts";
import type { SignInOrigin } from "../../platform/request-context.ts";
import type { Sql } from "../../platform/sql.ts";
import type { UnitOfWork, Work } from "../../platform/unit-of-work.ts";
import { userRepository } from "../accounts/user.repository.ts";
import type { SignedInOutcome } from "../sessions/admit-person.ts";
import type { makeBeginSession } from "../sessions/begin-session.ts";
import { maySignIn } from "../sessions/session-life.ts";
import { hashOfToken } from "../sessions/session-token.ts";
import type { SignInThrottle } from "../throttle/sign-in-throttle.ts";
import type { CheckedProof, CheckProof } from "./check-proof.ts";
import { type ProofTexts, readProof } from "./read-proof.ts";
import { type PendingSignIn, pendingSignInRepository } from "./pending-sign-in.repository.ts";

/** With what a sign-in goes on. */
export interface ContinueSignInCommand extends ProofTexts {
  readonly pendingId: string;
  readonly origin: SignInOrigin;
}

/** What comes of it. */
export type ContinueSignInOutcome =
  | SignedInOutcome
  | { readonly type: "SecondFactorRefused" }
  | { readonly type: "SignInOver" }
  | { readonly type: "RateLimited"; readonly retryAfterSeconds: number };

interface Deps {
  readonly reader: Sql;
  readonly unitOfWork: UnitOfWork;
  readonly clock: Clock;
  readonly throttle: SignInThrottle;
  readonly checkProof: CheckProof;
  readonly beginSession: ReturnType<typeof makeBeginSession>;
}

const triesAllowed = 5;
const action = { name: "session.continueSignIn", success: "SignedIn" } as const;

/** Goes on with a sign-in whose second factor was awaited. After five wrong ones it begins again with the first. */
export const makeContinueSignIn =
  (deps: Deps) =>
  async (actor: Actor, command: ContinueSignInCommand): Promise<ContinueSignInOutcome> => {
    const { reader, unitOfWork, clock, throttle, checkProof } = deps;
    const idHash = hashOfToken(command.pendingId);
    const pending = await pendingSignInRepository(reader).byIdHash(idHash, clock());
    const user = pending && (await userRepository(reader).byId(pending.userId));
    // A sign-in that was made up or is over is no account's, but counts for the address.
    const account = pending && user ? user.username : "";
    const { refuse, forgive } = await throttle.count({ what: "second factor", account, ...command.origin });
    const subject = user ? { subjectUserId: user.id, subjectName: user.username } : {};
    if (refuse) return refuse({ action, actor, subject });
    if (!pending || !user)
      return unitOfWork.audited<ContinueSignInOutcome>(action, actor, async () => ({ type: "SignInOver" }));
    const ceremony = { purpose: `PENDING ${idHash}`, siteOrigin: command.origin.siteOrigin } as const;
    const given = readProof({ ...command, password: null }, ceremony);
    const proof = given && (await checkProof(user.id, given));
    const outcome = await unitOfWork.audited<ContinueSignInOutcome>(action, actor, async (work) => {
      work.concerns(subject);
      return goOn(deps, work, { pending, proof, origin: command.origin });
    });
    if (outcome.type === "SignedIn") await forgive();
    return outcome;
  };

async function goOn(
  { clock, beginSession }: Deps,
  { sql, concerns }: Work,
  { pending, proof, origin }: { pending: PendingSignIn; proof: CheckedProof | null; origin: SignInOrigin },
): Promise<ContinueSignInOutcome> {
  const waiting = pendingSignInRepository(sql);
  const user = await userRepository(sql).lockById(pending.userId);
  const held = await waiting.lockByIdHash(pending.idHash, clock());
  if (!held || !user || !maySignIn(user)) return { type: "SignInOver" };
  if (proof === null || !(await proof.take(sql))) {
    if (held.tries + 1 < triesAllowed) await waiting.countTry(held.idHash);
    else await waiting.remove(held.idHash);
    return { type: "SecondFactorRefused" };
  }
  await waiting.remove(held.idHash);
  const begun = await beginSession(sql, user, { ...origin, provedWith: [...held.provedWith, proof.method] });
  concerns({ actor: begun.person, facts: { method: proof.method, ...(begun.isNewBrowser ? { device: "new" } : {}) } });
  return { type: "SignedIn", begun };
}
