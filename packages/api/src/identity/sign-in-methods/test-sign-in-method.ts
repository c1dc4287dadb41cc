import type { Person } from "../../platform/actor.ts";
import type { SecretSeal } from "../../platform/secret-seal.ts";
import type { Clock } from "../../platform/clock.ts";
import type { Sql } from "../../platform/sql.ts";
import type { UnitOfWork } from "../../platform/unit-of-work.ts";
import { missingProof, ownChangeSeconds, type StepUpNeeded } from "../proof/fresh-proof.ts";
import type { DirectoryKind, MethodTest } from "./directory-kind.ts";
import { methodOf } from "./open-method.ts";
import { type DraftRefusal, kindNamed, type MethodDraft, plannedMethod } from "./planned-method.ts";
import { signInMethodRepository } from "./sign-in-method.repository.ts";

/** What comes of testing a method before it is saved. */
export type TestSignInMethodOutcome = MethodTest | DraftRefusal | StepUpNeeded;

interface Deps {
  readonly reader: Sql;
  readonly unitOfWork: UnitOfWork;
  readonly clock: Clock;
  readonly seal: SecretSeal;
  readonly kinds: readonly DirectoryKind[];
}

/**
 * Tries out how a method would be set up, step by step, and keeps nothing of it. It makes this server ask others in its own
 * name, so it wants a fresh proof like a change.
 */
export const makeTestSignInMethod =
  (deps: Deps) =>
  async (
    person: Person,
    { siteOrigin, ...draft }: MethodDraft & { siteOrigin: string },
  ): Promise<TestSignInMethodOutcome> => {
    const { reader, unitOfWork, clock } = deps;
    const wanted = { maxAgeSeconds: ownChangeSeconds, acceptsRecoveryCode: true, now: clock() };
    const outcome = (await missingProof(reader, person, wanted)) ?? (await tried(deps, draft, siteOrigin));
    const action = { name: "signInMethod.test", success: "SignInMethodWorks" } as const;
    return unitOfWork.audited<TestSignInMethodOutcome>(action, person, async ({ concerns }) => {
      concerns({ facts: { method: draft.kind, methodId: draft.id } });
      return outcome;
    });
  };

async function tried(
  deps: Deps,
  draft: MethodDraft,
  siteOrigin: string,
): Promise<Exclude<TestSignInMethodOutcome, StepUpNeeded>> {
  const { reader, seal, kinds } = deps;
  const planned = plannedMethod(deps, draft, await signInMethodRepository(reader).byId(draft.id));
  if (planned.type !== "Planned") return planned;
  const kind = kindNamed(kinds, draft.kind);
  const method = methodOf(seal, kind, planned.record);
  if (!method) throw new RangeError("draft: what was just read cannot be read again");
  const outcome = await kind.test(method, siteOrigin);
  method.secret?.fill(0);
  return outcome;
}
