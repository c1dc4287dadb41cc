import type { Permission } from "@unlatch/core/access/permissions";

/** Whoever has one of these has something to do in administration. */
export const deskPermissions: readonly Permission[] = [
  "profile:read",
  "card:read:any",
  "user:read",
  "audit:read",
  "token:write",
];
