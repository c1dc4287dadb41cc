import type { Actor } from "../../platform/actor.ts";
import type { Sql } from "../../platform/sql.ts";
import { type UserRecord, userRepository } from "../accounts/user.repository.ts";
import type { FreshChange } from "../proof/fresh-change.ts";
import type { StepUpNeeded } from "../proof/fresh-proof.ts";
import { type BeyondOwnPermissions, moreThanOwn, type RolesHeld } from "./beyond-own-permissions.ts";
import { roleNamed } from "./role-named.ts";
import { roleRepository } from "./role.repository.ts";

/** Who is to have which role. */
export interface AssignRoleCommand {
  readonly userId: string;
  /** `OPERATOR` and the like, or the identifier of a role of the organisation's own. */
  readonly roleId: string;
}

/** What comes of giving somebody another role. */
export type AssignRoleOutcome =
  | { readonly type: "RoleAssigned"; readonly user: UserRecord }
  | { readonly type: "UserNotFound" }
  | { readonly type: "RoleNotFound" }
  | { readonly type: "LastAdministrator" }
  | BeyondOwnPermissions
  | StepUpNeeded;

/** Gives somebody another role in place of the one they have; from their next request on it counts. */
export const makeAssignRole =
  ({ freshChange }: { freshChange: FreshChange }) =>
  (actor: Actor, { userId, roleId }: AssignRoleCommand): Promise<AssignRoleOutcome> =>
    freshChange<AssignRoleOutcome>(
      { name: "user.assignRole", success: "RoleAssigned" },
      actor,
      async ({ sql, concerns }) => {
        const held = await heldWith(sql, roleId);
        // Administrators are locked before one of them, so that two who demote each other leave one.
        const users = userRepository(sql);
        const isLast = await users.isLastAdministrator(userId);
        const user = await users.lockById(userId);
        if (!user) return { type: "UserNotFound" };
        concerns({ subjectUserId: user.id, subjectName: user.username, facts: { before: nameOfRole(user) } });
        if (!held) return { type: "RoleNotFound" };
        concerns({ facts: { after: nameOfRole(held) } });
        const beyond = moreThanOwn(actor, user) ?? moreThanOwn(actor, held);
        if (beyond) return beyond;
        if (isLast && held.role !== "ADMINISTRATOR") return { type: "LastAdministrator" };
        await users.saveRole(user.id, { role: held.role, ownRoleId: held.ownRole?.id ?? null });
        return { type: "RoleAssigned", user: { ...user, ...held, version: user.version + 1 } };
      },
    );

type Held = Pick<UserRecord, "role" | "ownRole">;

const nameOfRole = ({ role, ownRole }: RolesHeld & Held) => ownRole?.name ?? role;

/** A role of one's own stands beside self-service: it adds to what everybody may. */
async function heldWith(sql: Sql, roleId: string): Promise<Held | null> {
  const role = roleNamed(roleId);
  if (role) return { role, ownRole: null };
  const own = await roleRepository(sql).lockById(roleId);
  return own && { role: "SELF_SERVICE_USER", ownRole: { id: own.id, name: own.name, permissions: own.permissions } };
}
