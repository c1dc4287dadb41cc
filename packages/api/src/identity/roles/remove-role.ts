import type { Actor } from "../../platform/actor.ts";
import type { FreshChange } from "../proof/fresh-change.ts";
import type { StepUpNeeded } from "../proof/fresh-proof.ts";
import { type BeyondOwnPermissions, beyondOwnPermissions } from "./beyond-own-permissions.ts";
import { builtInRoles } from "./built-in-roles.ts";
import { roleRepository } from "./role.repository.ts";

/** What comes of removing a role. */
export type RemoveRoleOutcome =
  | { readonly type: "RoleRemoved"; readonly name: string }
  | { readonly type: "RoleNotFound" }
  | { readonly type: "RoleBuiltIn" }
  | { readonly type: "RoleInUse" }
  | BeyondOwnPermissions
  | StepUpNeeded;

/** Removes a role of the organisation's own that nobody has. */
export const makeRemoveRole =
  ({ freshChange }: { freshChange: FreshChange }) =>
  (actor: Actor, { roleId }: { readonly roleId: string }): Promise<RemoveRoleOutcome> =>
    freshChange<RemoveRoleOutcome>(
      { name: "role.remove", success: "RoleRemoved" },
      actor,
      async ({ sql, concerns }) => {
        if (builtInRoles.some(({ id }) => id === roleId)) return { type: "RoleBuiltIn" };
        const roles = roleRepository(sql);
        const role = await roles.lockById(roleId);
        if (!role) return { type: "RoleNotFound" };
        concerns({ facts: { role: role.name, before: role.permissions.join(" ") } });
        const beyond = beyondOwnPermissions(actor, role.permissions);
        if (beyond) return beyond;
        if (await roles.isHeld(roleId)) return { type: "RoleInUse" };
        await roles.remove(roleId);
        return { type: "RoleRemoved", name: role.name };
      },
    );
