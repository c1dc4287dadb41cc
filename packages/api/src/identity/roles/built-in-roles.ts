import { type Permission, permissionsOf, type Role, roles } from "@unlatch/core/access/permissions";

/** A role: one that every installation has, whose id is its name in capitals, or one of the organisation's own. */
export interface RoleRecord {
  readonly id: string;
  readonly name: string;
  readonly permissions: readonly Permission[];
  readonly isBuiltIn: boolean;
  /** Grows with every change of one's own role; 0 for those that nobody changes. */
  readonly version: number;
}

const names: Readonly<Record<Role, string>> = {
  ADMINISTRATOR: "Administrator",
  OPERATOR: "Operator",
  AUDITOR: "Auditor",
  SELF_SERVICE_USER: "Self-service user",
};

/** @returns a role that every installation has, as a record */
export function builtInRole(role: Role): RoleRecord {
  return { id: role, name: names[role], permissions: permissionsOf(role), isBuiltIn: true, version: 0 };
}

/** The roles that every installation has. */
export const builtInRoles: readonly RoleRecord[] = roles.map(builtInRole);
