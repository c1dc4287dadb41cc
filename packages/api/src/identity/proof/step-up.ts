import type { Person } from "../../platform/actor.ts";
import type { Clock } from "../../platform/clock.ts";
import type { Random } from "../../platform/random.ts";
import type { BegunSession, SignInOrigin } from "../../platform/request-context.ts";
import type { Sql } from "../../platform/sql.ts";
import type { UnitOfWork } from "../../platform/unit-of-work.ts";
import { userRepository } from "../accounts/user.repository.ts";
import { personOf } from "../sessions/begin-session.ts";
import { endOf, maySignIn } from "../sessions/session-life.ts";
import { sessionRepository } from "../sessions/session.repository.ts";
import { hashOfToken, newToken } from "../sessions/session-token.ts";
import type { SignInThrottle } from "../throttle/sign-in-throttle.ts";
import type { CheckedProof, CheckProof } from "./check-proof.ts";
import { methodsFor } from "./fresh-proof.ts";
import { type ProofTexts, readProof } from "./read-proof.ts";
import { waysInOf } from "./ways-in.read-model.ts";

/** With what somebody who is signed in proves once more that it is them. */
export interface StepUpCommand extends ProofTexts {
  readonly origin: SignInOrigin;
}

/** What comes of it. */
export type StepUpOutcome =
  | { readonly type: "SteppedUp"; readonly begun: BegunSession }
  | { readonly type: "StepUpRefused" }
  | { readonly type: "RateLimited"; readonly retryAfterSeconds: number };

interface Deps {
  readonly reader: Sql;
  readonly unitOfWork: UnitOfWork;
  readonly clock: Clock;
  readonly random: Random;
  readonly throttle: SignInThrottle;
  readonly checkProof: CheckProof;
}

const action = { name: "session.stepUp", success: "SteppedUp" } as const;

/** Proves once more who somebody is. Their session goes on under a new token; the old one is worth nothing. */
export const makeStepUp =
  (deps: Deps) =>
  async (person: Person, command: StepUpCommand): Promise<StepUpOutcome> => {
    const { unitOfWork, throttle, checkProof } = deps;
    const { refuse, forgive } = await throttle.count({
      what: "second factor",
      account: person.username,
      ...command.origin,
    });
    if (refuse) return refuse({ action, actor: person });
    const purpose = `STEP_UP ${person.sessionId ?? ""}` as const;
    const given = readProof(command, { purpose, siteOrigin: command.origin.siteOrigin });
    const proof = given && (await checkProof(person.userId, given));
    const outcome = await unitOfWork.audited<StepUpOutcome>(action, person, async ({ sql, concerns }) => {
      const begun = proof && (await proven(deps, sql, { person, proof }));
      if (!begun) return { type: "StepUpRefused" };
      concerns({ facts: { method: proof.method } });
      return { type: "SteppedUp", begun };
    });
    if (outcome.type === "SteppedUp") await forgive();
    return outcome;
  };

/**
 * Notes a proof of somebody who is signed in; their session goes on under a new token.
 *
 * @returns null when it does not prove enough, or they are not signed in any more
 */
export async function proven(
  { clock, random }: Pick<Deps, "clock" | "random">,
  sql: Sql,
  { person, proof }: { person: Person; proof: CheckedProof },
): Promise<BegunSession | null> {
  const user = await userRepository(sql).lockById(person.userId);
  const session = person.sessionId === undefined ? null : await sessionRepository(sql).byId(person.sessionId);
  if (!user || !maySignIn(user) || session?.userId !== user.id) return null;
  const methods = methodsFor(await waysInOf(sql, user.id), session, { acceptsRecoveryCode: true });
  if (!methods.includes(proof.method) || !(await proof.take(sql))) return null;
  const [token, provedAt] = [newToken(random), clock()];
  const proved = { provedAt, provedWith: [proof.method] };
  if (!(await sessionRepository(sql).prove(session.id, { ...proved, tokenHash: hashOfToken(token) }))) return null;
  const expiresAt = endOf({ ...session, whose: user });
  return { person: personOf(user, session.id), session: { id: session.id, expiresAt, ...proved }, token };
}
