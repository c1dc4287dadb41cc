import type { Person } from "../../platform/actor.ts";
import type { SecretSeal } from "../../platform/secret-seal.ts";
import type { Clock } from "../../platform/clock.ts";
import type { Sql } from "../../platform/sql.ts";
import type { UnitOfWork } from "../../platform/unit-of-work.ts";
import { missingProof, ownChangeSeconds, type StepUpNeeded } from "../proof/fresh-proof.ts";
import type { DirectoryKind, MethodTest } from "./directory-kind.ts";
import { methodOf } from "./open-method.ts";
import { type DraftRefusal, kindNamed, type MethodDraft, plannedMethod } from "./planned-method.ts";
import type { BuiltInKind } from "./sign-in-method-kinds.ts";
import { signInMethodRepository } from "./sign-in-method.repository.ts";
import { testPasskeys, testPasswords } from "./test-built-in-method.ts";

/** What comes of testing a method before it is saved. */
export type TestSignInMethodOutcome = MethodTest | DraftRefusal | StepUpNeeded;

interface Deps {
  readonly reader: Sql;
  readonly unitOfWork: UnitOfWork;
  readonly clock: Clock;
  readonly seal: SecretSeal;
  readonly kinds: readonly DirectoryKind[];
}

/** A method that is built in: it has nothing that could be tried out before it is saved. */
export interface BuiltInMethod {
  readonly id: string;
  readonly kind: BuiltInKind;
}

type Tested = Exclude<TestSignInMethodOutcome, StepUpNeeded>;

/**
 * Tries out how a method would be set up, step by step, and keeps nothing of it. It makes this server ask others in its own
 * name, so it wants a fresh proof like a change.
 */
export const makeTestSignInMethod =
  (deps: Deps) =>
  async (person: Person, draft: MethodDraft | BuiltInMethod, siteOrigin: string): Promise<TestSignInMethodOutcome> => {
    const { reader, unitOfWork, clock } = deps;
    const wanted = { maxAgeSeconds: ownChangeSeconds, acceptsRecoveryCode: true, now: clock() };
    const outcome = (await missingProof(reader, person, wanted)) ?? (await tested(deps, draft, siteOrigin));
    const action = { name: "signInMethod.test", success: "SignInMethodWorks" } as const;
    return unitOfWork.audited<TestSignInMethodOutcome>(action, person, async ({ concerns }) => {
      concerns({ facts: { method: draft.kind, methodId: draft.id } });
      return outcome;
    });
  };

function tested(deps: Deps, draft: MethodDraft | BuiltInMethod, siteOrigin: string): Promise<Tested> {
  return "settings" in draft ? testedDraft(deps, draft, siteOrigin) : testedAsItIs(deps, draft, siteOrigin);
}

async function testedAsItIs({ reader }: Deps, { id, kind }: BuiltInMethod, siteOrigin: string): Promise<Tested> {
  const kept = await signInMethodRepository(reader).byId(id);
  if (kept?.kind !== kind) return { type: "SignInMethodNotFound" };
  return kind === "PASSKEY" ? testPasskeys({ reader, siteOrigin }) : testPasswords({ reader });
}

async function testedDraft(deps: Deps, draft: MethodDraft, siteOrigin: string): Promise<Tested> {
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
