import type { Person } from "../../platform/actor.ts";
import type { SecretSeal } from "../../platform/secret-seal.ts";
import type { Sql } from "../../platform/sql.ts";
import type { UnitOfWork } from "../../platform/unit-of-work.ts";
import type { DirectoryKind, MethodTest } from "./directory-kind.ts";
import { methodOf } from "./open-method.ts";
import { type DraftRefusal, kindNamed, type MethodDraft, plannedMethod } from "./planned-method.ts";
import { signInMethodRepository } from "./sign-in-method.repository.ts";

/** What comes of testing a method before it is saved. */
export type TestSignInMethodOutcome = MethodTest | DraftRefusal;

interface Deps {
  readonly reader: Sql;
  readonly unitOfWork: UnitOfWork;
  readonly seal: SecretSeal;
  readonly kinds: readonly DirectoryKind[];
}

/** Tries out how a method would be set up, step by step, and keeps nothing of it. */
export const makeTestSignInMethod =
  (deps: Deps) =>
  async (
    person: Person,
    { siteOrigin, ...draft }: MethodDraft & { siteOrigin: string },
  ): Promise<TestSignInMethodOutcome> => {
    const { reader, unitOfWork, seal, kinds } = deps;
    const planned = plannedMethod(deps, draft, await signInMethodRepository(reader).byId(draft.id));
    const kind = kindNamed(kinds, draft.kind);
    const method = planned.type === "Planned" ? methodOf(seal, kind, planned.record) : null;
    const outcome = method ? await kind.test(method, siteOrigin) : planned;
    method?.secret?.fill(0);
    if (outcome.type === "Planned") throw new RangeError("draft: what was just read cannot be read again");
    const action = { name: "signInMethod.test", success: "SignInMethodWorks" } as const;
    return unitOfWork.audited<TestSignInMethodOutcome>(action, person, async ({ concerns }) => {
      concerns({ facts: { method: draft.kind, methodId: draft.id } });
      return outcome;
    });
  };
