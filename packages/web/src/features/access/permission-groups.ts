import { everyonesPermissions, permissions, type Permission } from "@unlatch/core/access/permissions";
import { tokenScopes } from "@unlatch/core/access/token-scopes";
import type { Permission as PermissionName } from "../../graphql/generated/graphql.ts";

/** Permissions that belong together, in the order in which they are offered. */
export interface PermissionGroup {
  readonly name: "cards" | "profiles" | "keys" | "people" | "installation";
  readonly permissions: readonly PermissionName[];
}

const groups: Readonly<Record<PermissionGroup["name"], readonly Permission[]>> = {
  cards: ["card:read:any", "card:change-state", "attempt:reset", "card:unfreeze", "import:run"],
  profiles: ["profile:read", "profile:write"],
  keys: ["key:read", "key:write", "master-key:enter", "master-key:approve"],
  people: ["user:read", "user:write", "role:write"],
  installation: ["audit:read", "token:write", "sign-in:configure"],
};

/** `card:read:own` is `CARD_READ_OWN` in the schema. */
export function permissionName(permission: Permission): PermissionName {
  return permission.toUpperCase().replaceAll(/[:-]/gu, "_") as PermissionName;
}

/** What everybody may in any role, and nobody has to choose. */
export const everyonesNames: readonly PermissionName[] = everyonesPermissions.map(permissionName);

/** @returns what can be chosen for a role: everything but what everybody may */
export function groupsForRoles(): PermissionGroup[] {
  return groupsOf((permission) => !everyonesPermissions.includes(permission));
}

/** @returns what can be chosen for a token */
export function groupsForTokens(): PermissionGroup[] {
  return groupsOf((permission) => tokenScopes.includes(permission) && !everyonesPermissions.includes(permission));
}

function groupsOf(isOffered: (permission: Permission) => boolean): PermissionGroup[] {
  return Object.entries(groups).flatMap(([name, all]) => {
    // A permission that no group names stands with the installation: better in an odd place than nowhere.
    const rest =
      name === "installation" ? permissions.filter((one) => !Object.values(groups).flat().includes(one)) : [];
    const offered = [...all, ...rest].filter(isOffered);
    return offered.length === 0
      ? []
      : [{ name: name as PermissionGroup["name"], permissions: offered.map(permissionName) }];
  });
}
