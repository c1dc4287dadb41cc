import type { Actor } from "../../platform/actor.ts";
import type { Clock } from "../../platform/clock.ts";
import type { Outcome, UnitOfWork, Work } from "../../platform/unit-of-work.ts";
import { missingProof, ownChangeSeconds, type StepUpNeeded } from "./fresh-proof.ts";

/** Changes who may what, after a fresh proof of who asks. */
export type FreshChange = <O extends Outcome>(
  action: { readonly name: string; readonly success: O["type"] },
  actor: Actor,
  change: (work: Work, now: Date) => Promise<O>,
) => Promise<O | StepUpNeeded>;

/**
 * @returns what every change of who may what goes through. The server itself needs no proof; a program has none, and is
 *   refused.
 */
export function makeFreshChange({ unitOfWork, clock }: { unitOfWork: UnitOfWork; clock: Clock }): FreshChange {
  return <O extends Outcome>(
    action: { readonly name: string; readonly success: O["type"] },
    actor: Actor,
    change: (work: Work, now: Date) => Promise<O>,
  ) =>
    unitOfWork.audited<Outcome>(action, actor, async (work) => {
      const now = clock();
      const wanted = { maxAgeSeconds: ownChangeSeconds, acceptsRecoveryCode: false, now };
      const missing = actor.type === "person" ? await missingProof(work.sql, actor, wanted) : null;
      return missing ?? change(work, now);
    }) as Promise<O | StepUpNeeded>;
}
