import type { Actor } from "../../platform/actor.ts";
import type { AuditSubject, Outcome, UnitOfWork } from "../../platform/unit-of-work.ts";
import { signInTriesRepository } from "./sign-in-tries.repository.ts";

/** Until when a try waits, and under which name it is kept that the log tells of it; null when it is known to. */
export interface Wait {
  readonly until: Date;
  readonly retryAfterSeconds: number;
  readonly told: string | null;
}

/** What was tried, by whom and on whom, as an entry of the audit log says it. */
export interface RefusedTry {
  readonly action: { readonly name: string; readonly success: string | readonly string[] };
  readonly actor: Actor;
  readonly subject?: AuditSubject;
}

/** What comes of a try that has to wait. */
export interface RateLimitedOutcome {
  readonly type: "RateLimited";
  readonly retryAfterSeconds: number;
}

/**
 * Refuses a try that has to wait. The first that waits for the same leaves an entry that says how long; the others write
 * nothing, so that nobody fills the log from outside. Which is the first is decided beside the entry, over all replicas.
 */
export async function refuseTry(
  unitOfWork: UnitOfWork,
  { action, actor, subject = {} }: RefusedTry,
  { until, retryAfterSeconds, told }: Wait,
): Promise<RateLimitedOutcome> {
  const refused = { type: "RateLimited", retryAfterSeconds } as const;
  if (told === null) return refused;
  await unitOfWork.audited<Outcome>(action, actor, async ({ sql, concerns, isToldAlready }) => {
    if (!(await signInTriesRepository(sql).noteUntil(told, until))) isToldAlready();
    concerns({ ...subject, facts: { ...subject.facts, retryAfterSeconds: `${retryAfterSeconds}` } });
    return refused;
  });
  return refused;
}
