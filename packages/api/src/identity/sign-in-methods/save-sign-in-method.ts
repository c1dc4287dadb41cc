import type { Person } from "../../platform/actor.ts";
import type { SecretSeal } from "../../platform/secret-seal.ts";
import type { Sql } from "../../platform/sql.ts";
import { externalIdentityRepository } from "../directory/external-identity.repository.ts";
import type { OwnChange } from "../my-account/own-change.ts";
import type { StepUpNeeded } from "../proof/fresh-proof.ts";
import { type LastWayIn, whyNotLeave } from "./administrators-way-in.ts";
import type { DirectoryKind } from "./directory-kind.ts";
import { type DraftRefusal, type MethodDraft, plannedMethod } from "./planned-method.ts";
import { type SignInMethodRecord, signInMethodRepository } from "./sign-in-method.repository.ts";

/** The methods are as they were wanted. */
export type SignInMethodsSaved = { readonly type: "SignInMethodsSaved" };

/** What comes of saving a method. */
export type SaveSignInMethodOutcome = SignInMethodsSaved | DraftRefusal | LastWayIn | StepUpNeeded;

interface Deps {
  readonly seal: SecretSeal;
  readonly kinds: readonly DirectoryKind[];
  readonly ownChange: OwnChange;
}

const otherPeople = (kind: MethodDraft["kind"]): DraftRefusal => ({
  type: "SignInMethodUnusable",
  field: kind === "LDAP" ? ["ldap", "idAttribute"] : ["openIdConnect", "issuer"],
  message: "People came by this already, and would be taken for others. Add another method instead.",
});

/** Whether subjects that people are known by here would mean others from now on: accounts would change hands. */
async function wouldMeanOthers(
  { kinds }: Deps,
  sql: Sql,
  { before, after }: { before: SignInMethodRecord; after: SignInMethodRecord },
): Promise<boolean> {
  const kind = kinds.find((one) => one.kind === after.kind);
  const [kept, read] = [kind?.read(before.settings.kind), kind?.read(after.settings.kind)];
  const isSame =
    kept?.type === "Read" &&
    read?.type === "Read" &&
    kind?.subjectsComeFrom(kept.settings) === kind?.subjectsComeFrom(read.settings);
  return !isSame && (await externalIdentityRepository(sql).ofMethod(before.id, { after: "", first: 1 })).length > 0;
}

/** Adds a provider or directory to the methods, or changes how it is set up. A new one stands last. */
export const makeSaveSignInMethod =
  (deps: Deps) =>
  (person: Person, draft: MethodDraft): Promise<SaveSignInMethodOutcome> =>
    deps.ownChange<SaveSignInMethodOutcome>(
      { name: "signInMethod.save", success: "SignInMethodsSaved" },
      person,
      async ({ work: { sql, concerns } }) => {
        concerns({ facts: { method: draft.kind, methodId: draft.id, label: draft.label.trim().slice(0, 100) } });
        const methods = signInMethodRepository(sql);
        const all = await methods.lockAll();
        const before = all.find(({ id }) => id === draft.id) ?? null;
        const planned = plannedMethod(deps, draft, before);
        if (planned.type !== "Planned") return planned;
        if (before && (await wouldMeanOthers(deps, sql, { before, after: planned.record })))
          return otherPeople(draft.kind);
        const record = before ? planned.record : { ...planned.record, position: all.length + 1 };
        const others = all.filter(({ id }) => id !== record.id);
        const refusal = before?.isOn && !record.isOn ? await whyNotLeave(sql, [...others, record]) : null;
        if (refusal) return refusal;
        await (before ? methods.save(record) : methods.add(record));
        return { type: "SignInMethodsSaved" };
      },
    );
