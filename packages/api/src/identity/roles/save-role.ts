import { everyonesPermissions, type Permission, permissions } from "@unlatch/core/access/permissions";
import type { Actor } from "../../platform/actor.ts";
import type { Random } from "../../platform/random.ts";
import type { Work } from "../../platform/unit-of-work.ts";
import type { StepUpNeeded } from "../proof/fresh-proof.ts";
import type { FreshChange } from "../proof/fresh-change.ts";
import { type BeyondOwnPermissions, beyondOwnPermissions } from "./beyond-own-permissions.ts";
import { builtInRoles, type RoleRecord } from "./built-in-roles.ts";
import { roleRepository } from "./role.repository.ts";

/** A role as it is to be. */
export interface SaveRoleCommand {
  /** Left out or null: a new one. */
  readonly roleId?: string | null | undefined;
  readonly name: string;
  readonly permissions: readonly Permission[];
  /** Of the role as whoever saves it saw it; of no account for a new one. */
  readonly version?: number | null | undefined;
}

/** What comes of it. */
export type SaveRoleOutcome =
  | { readonly type: "RoleSaved"; readonly role: RoleRecord }
  | { readonly type: "RoleNotFound" }
  | { readonly type: "RoleBuiltIn" }
  | { readonly type: "RoleNameTaken" }
  | { readonly type: "RoleNameUnusable" }
  | { readonly type: "RoleChangedMeanwhile"; readonly role: RoleRecord }
  | BeyondOwnPermissions
  | StepUpNeeded;

const usableName = /^[\p{L}\p{N}](?:[\p{L}\p{N} .,&()/_-]{0,62}[\p{L}\p{N}.)])?$/u;

/**
 * Makes a role of the organisation's own, or changes one: from the next request on it counts for everybody who has it. What
 * everybody may is part of every role.
 */
export const makeSaveRole =
  ({ freshChange, random }: { freshChange: FreshChange; random: Random }) =>
  (actor: Actor, command: SaveRoleCommand): Promise<SaveRoleOutcome> =>
    freshChange<SaveRoleOutcome>({ name: "role.save", success: "RoleSaved" }, actor, async (work) => {
      const name = command.name.trim();
      const wanted = permissions.filter(
        (one) => everyonesPermissions.includes(one) || command.permissions.includes(one),
      );
      work.concerns({ facts: { role: name, after: wanted.join(" ") } });
      if (builtInRoles.some(({ id }) => id === command.roleId)) return { type: "RoleBuiltIn" };
      if (!usableName.test(name)) return { type: "RoleNameUnusable" };
      const beyond = beyondOwnPermissions(actor, wanted);
      if (beyond) return beyond;
      const after = { id: command.roleId ?? random.id(), name, permissions: wanted, isBuiltIn: false, version: 1 };
      return command.roleId ? change(work, actor, { ...command, after }) : add(work, after);
    });

async function add({ sql }: Work, after: RoleRecord): Promise<SaveRoleOutcome> {
  const roles = roleRepository(sql);
  const isFree = !(await roles.isNameTaken(after.name, null)) && (await roles.add(after));
  return isFree ? { type: "RoleSaved", role: after } : { type: "RoleNameTaken" };
}

async function change(
  { sql, concerns }: Work,
  actor: Actor,
  { after, version }: { readonly after: RoleRecord; readonly version?: number | null | undefined },
): Promise<SaveRoleOutcome> {
  const roles = roleRepository(sql);
  const before = await roles.lockById(after.id);
  if (!before) return { type: "RoleNotFound" };
  concerns({ facts: { roleBefore: before.name, before: before.permissions.join(" ") } });
  const beyond = beyondOwnPermissions(actor, before.permissions);
  if (beyond) return beyond;
  if (version !== before.version) return { type: "RoleChangedMeanwhile", role: before };
  if (await roles.isNameTaken(after.name, after.id)) return { type: "RoleNameTaken" };
  await roles.save(after);
  return { type: "RoleSaved", role: { ...after, version: before.version + 1 } };
}
