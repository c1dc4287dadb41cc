import { type Permission, permissions } from "./permissions.ts";

/** What takes a person who has just proved who they are, or decides who may what: no program gets it. */
const forPeople: ReadonlySet<Permission> = new Set<Permission>([
  "process:run:own",
  "card:unfreeze",
  "role:write",
  "token:write",
  "sign-in:configure",
  "master-key:enter",
  "master-key:approve",
]);

/** What a program can be allowed: the scopes of an API token. @see docs/adr for why the others are for people */
export const tokenScopes: readonly Permission[] = permissions.filter((permission) => !forPeople.has(permission));
