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
  "role:write",
  "token:write",
  "audit:read",
  "key:read",
  "key:write",
  "master-key:enter",
  "master-key:approve",
  "import:run",
  "attempt:reset",
  "card:unfreeze",
  "sign-in:configure",
  "notice:read",
] as const;

/** One thing a person can be allowed to do. */
export type Permission = (typeof permissions)[number];

/** What people come for: the roles that every installation has. An organisation adds its own. */
export const roles = ["ADMINISTRATOR", "OPERATOR", "AUDITOR", "SELF_SERVICE_USER"] as const;

/** The role of a person; everyone may also use self-service for their own cards. */
export type Role = (typeof roles)[number];

/** What everybody may who signed in, whatever their role. */
export const everyonesPermissions: readonly Permission[] = ["card:read:own", "process:run:own"];

const permissionsByRole: Readonly<Record<Role, readonly Permission[]>> = {
  ADMINISTRATOR: permissions,
  OPERATOR: [
    ...everyonesPermissions,
    "card:read:any",
    "card:change-state",
    "user:read",
    "attempt:reset",
    "card:unfreeze",
  ],
  AUDITOR: [
    ...everyonesPermissions,
    "card:read:any",
    "profile:read",
    "user:read",
    "audit:read",
    "key:read",
    "notice:read",
  ],
  SELF_SERVICE_USER: everyonesPermissions,
};

/** What decides what somebody may do. */
export interface Entitled {
  readonly role: Role;
  /** A role of the organisation's own: what it adds to the role above. */
  readonly ownRole?: { readonly permissions: readonly Permission[] } | null | undefined;
  /** Where a program asks in somebody's name: nothing but this. */
  readonly token?: { readonly scopes: readonly Permission[] } | undefined;
}

/** All that a role allows. */
export function permissionsOf(role: Role): readonly Permission[] {
  return permissionsByRole[role];
}

/** Whether somebody is allowed something. */
export function can({ role, ownRole, token }: Entitled, permission: Permission): boolean {
  const isGranted = permissionsOf(role).includes(permission) || (ownRole?.permissions.includes(permission) ?? false);
  return isGranted && (token === undefined || token.scopes.includes(permission));
}

/** All that somebody is allowed, in the order of the list. */
export function grantsOf(somebody: Entitled): Permission[] {
  return permissions.filter((permission) => can(somebody, permission));
}

/** What of these somebody is not allowed, and so cannot give to others. */
export function beyondGrants(somebody: Entitled, wanted: readonly Permission[]): Permission[] {
  return wanted.filter((permission) => !can(somebody, permission));
}
