/** Everything a person can be allowed to do; the API requires these and the web asks for them by the same names. */
export const permissions = [
  "card:read:own",
  "card:read:any",
  "card:change-state",
  "process:run:own",
  "profile:read",
  "profile:write",
  "user:read",
  "user:write",
  "audit:read",
  "key:read",
  "key:write",
  "master-key:enter",
  "master-key:approve",
  "import:run",
  "attempt:reset",
  "sign-in:configure",
] as const;

/** One thing a person can be allowed to do. */
export type Permission = (typeof permissions)[number];

/** What people come for. */
export const roles = ["ADMINISTRATOR", "OPERATOR", "AUDITOR", "SELF_SERVICE_USER"] as const;

/** The role of a person; everyone may also use self-service for their own cards. */
export type Role = (typeof roles)[number];

const own: readonly Permission[] = ["card:read:own", "process:run:own"];

const permissionsByRole: Readonly<Record<Role, readonly Permission[]>> = {
  ADMINISTRATOR: permissions,
  OPERATOR: [...own, "card:read:any", "card:change-state", "user:read", "attempt:reset"],
  AUDITOR: [...own, "card:read:any", "profile:read", "user:read", "audit:read", "key:read"],
  SELF_SERVICE_USER: own,
};

/** All that a role allows. */
export function permissionsOf(role: Role): readonly Permission[] {
  return permissionsByRole[role];
}

/** Whether somebody is allowed something. */
export function can(actor: { readonly role: Role }, permission: Permission): boolean {
  return permissionsOf(actor.role).includes(permission);
}
