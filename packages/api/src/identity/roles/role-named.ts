import { type Role, roles } from "@unlatch/core/access/permissions";

/** @returns the role of that name which every installation has, or null */
export function roleNamed(name: string): Role | null {
  return roles.find((role) => role === name) ?? null;
}
