import {
  beyondGrants,
  everyonesPermissions,
  type Permission,
  permissions,
  permissionsOf,
  type Role,
} from "@unlatch/core/access/permissions";
import type { Actor, OwnRole } from "../../platform/actor.ts";

/** What was asked for takes permissions that whoever asks does not have, and so cannot give or take. */
export interface BeyondOwnPermissions {
  readonly type: "BeyondOwnPermissions";
  readonly permissions: readonly Permission[];
}

/** Somebody's roles, as far as it matters what they allow. */
export interface RolesHeld {
  readonly role: Role;
  readonly ownRole?: Pick<OwnRole, "permissions"> | null | undefined;
}

/**
 * Keeps people from giving what they do not have, and from getting at the accounts of those who may more than they do.
 *
 * @param wanted - what is given, or what is there to be taken
 * @returns the refusal, or null; the server itself may give everything
 */
export function beyondOwnPermissions(actor: Actor, wanted: readonly Permission[]): BeyondOwnPermissions | null {
  if (actor.type === "system") return null;
  const beyond = actor.type === "person" ? beyondGrants(actor, wanted) : wanted;
  return beyond.length > 0 ? { type: "BeyondOwnPermissions", permissions: beyond } : null;
}

/**
 * @returns the refusal where a role allows, or somebody's account can do, what whoever asks cannot; or null. What everybody
 *   may with their own cards does not count, so that a program can look after those who may nothing else.
 */
export function moreThanOwn(actor: Actor, held: RolesHeld): BeyondOwnPermissions | null {
  const both = new Set([...permissionsOf(held.role), ...(held.ownRole?.permissions ?? [])]);
  const special = permissions.filter((one) => both.has(one) && !everyonesPermissions.includes(one));
  return beyondOwnPermissions(actor, special);
}
