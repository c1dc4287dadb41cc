import type { Person } from "../../platform/actor.ts";
import type { OwnChange } from "../my-account/own-change.ts";
import type { StepUpNeeded } from "../proof/fresh-proof.ts";
import { type LastWayIn, whyNotLeave } from "./administrators-way-in.ts";
import { isDirectoryKind } from "./sign-in-method-kinds.ts";
import { signInMethodRepository } from "./sign-in-method.repository.ts";
import type { SignInMethodsSaved } from "./save-sign-in-method.ts";

type Missing = { readonly type: "SignInMethodNotFound" } | StepUpNeeded;

/** What comes of switching a method on or off. */
export type SwitchSignInMethodOutcome = SignInMethodsSaved | LastWayIn | Missing;
/** What comes of putting the methods into an order. */
export type OrderSignInMethodsOutcome = SignInMethodsSaved | { readonly type: "SignInMethodChanged" } | StepUpNeeded;
/** What comes of taking a method away. */
export type RemoveSignInMethodOutcome = SignInMethodsSaved | LastWayIn | Missing;

const success = "SignInMethodsSaved";

/** @returns what an administrator does with the methods beside setting one up */
export function makeArrangeSignInMethods(ownChange: OwnChange) {
  return {
    switch: (person: Person, { id, isOn }: { id: string; isOn: boolean }): Promise<SwitchSignInMethodOutcome> =>
      ownChange<SwitchSignInMethodOutcome>({ name: "signInMethod.switch", success }, person, async ({ work }) => {
        const methods = signInMethodRepository(work.sql);
        const all = await methods.lockAll();
        const found = all.find((method) => method.id === id);
        if (!found) return { type: "SignInMethodNotFound" };
        work.concerns({ facts: { method: found.kind, label: found.label, after: isOn ? "ON" : "OFF" } });
        const changed = { ...found, isOn, version: found.version + 1 };
        const after = all.map((method) => (method.id === id ? changed : method));
        const refusal = isOn ? null : await whyNotLeave(work.sql, after);
        if (refusal) return refusal;
        await methods.save(changed);
        return { type: success };
      }),
    order: (person: Person, { ids }: { ids: readonly string[] }): Promise<OrderSignInMethodsOutcome> =>
      ownChange<OrderSignInMethodsOutcome>({ name: "signInMethod.order", success }, person, async ({ work }) => {
        const methods = signInMethodRepository(work.sql);
        const known = (await methods.lockAll()).map((method) => method.id).toSorted();
        if (known.join() !== [...ids].toSorted().join()) return { type: "SignInMethodChanged" };
        await methods.saveOrder(ids);
        return { type: success };
      }),
    /** What is built in stays, and can be switched off. */
    remove: (person: Person, { id }: { id: string }): Promise<RemoveSignInMethodOutcome> =>
      ownChange<RemoveSignInMethodOutcome>({ name: "signInMethod.remove", success }, person, async ({ work }) => {
        const methods = signInMethodRepository(work.sql);
        const all = await methods.lockAll();
        const found = all.find((method) => method.id === id);
        if (!found || !isDirectoryKind(found.kind)) return { type: "SignInMethodNotFound" };
        work.concerns({ facts: { method: found.kind, label: found.label } });
        const rest = all.filter((method) => method.id !== id);
        const refusal = await whyNotLeave(work.sql, rest);
        if (refusal) return refusal;
        await methods.remove(id);
        await methods.saveOrder(rest.map((method) => method.id));
        return { type: success };
      }),
  };
}
