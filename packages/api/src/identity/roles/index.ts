import { countOf } from "../../platform/pagination.ts";
import type { Random } from "../../platform/random.ts";
import type { Sql } from "../../platform/sql.ts";
import type { FreshChange } from "../proof/fresh-change.ts";
import { makeAssignRole } from "./assign-role.ts";
import { makeRemoveRole } from "./remove-role.ts";
import { builtInRoles, type RoleRecord } from "./built-in-roles.ts";
import { roleRepository } from "./role.repository.ts";
import { RoleResolver, UserRoleResolver } from "./role.resolver.ts";
import { makeSaveRole } from "./save-role.ts";

/** Puts together what is done with roles. */
export function makeRoles(parts: { readonly reader: Sql; readonly random: Random; readonly freshChange: FreshChange }) {
  const { reader } = parts;
  const membersOf = ({ id, isBuiltIn }: RoleRecord) =>
    isBuiltIn
      ? countOf(reader, "FROM users WHERE role = ? AND own_role_id IS NULL", [id])
      : countOf(reader, "FROM users WHERE own_role_id = ?", [id]);
  const verbs = {
    roles: async () => [...builtInRoles, ...(await roleRepository(reader).all())],
    membersOf,
    saveRole: makeSaveRole(parts),
    removeRole: makeRemoveRole(parts),
    assignRole: makeAssignRole(parts),
  };
  return { ...verbs, resolvers: [new RoleResolver(verbs), new UserRoleResolver()] };
}
