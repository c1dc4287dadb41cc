import type { Role } from "@unlatch/core/access/permissions";
import { finalUserStates, type UserState } from "@unlatch/core/lifecycle/user-states";

const minute = 60_000;
const hour = 60 * minute;

/** How long a session of somebody lasts. */
export interface SessionLife {
  /** It ends after this long without a request. */
  readonly idleMs: number;
  /** It ends after this long, whatever is done with it. */
  readonly longestMs: number;
}

const lives: Readonly<Record<Role, SessionLife>> = {
  ADMINISTRATOR: { idleMs: 15 * minute, longestMs: 8 * hour },
  OPERATOR: { idleMs: 15 * minute, longestMs: 8 * hour },
  AUDITOR: { idleMs: 15 * minute, longestMs: 8 * hour },
  SELF_SERVICE_USER: { idleMs: 15 * minute, longestMs: 10 * hour },
};

/** The last request is noted this often at the most. */
export const notedEveryMs = minute;

/** Whose session it is, as far as its life depends on it. */
export interface RoleHeld {
  readonly role: Role;
  /** A role of the organisation's own; its sessions live as short as an operator's. */
  readonly ownRole?: object | null | undefined;
}

/** @returns how long a session of somebody in this role lasts */
export function lifeOf({ role, ownRole }: RoleHeld): SessionLife {
  return ownRole ? lives.OPERATOR : lives[role];
}

/** @returns when a session ends if nothing more is asked; the role counts that the person has now */
export function endOf(session: {
  readonly whose: RoleHeld;
  readonly createdAt: Date;
  readonly lastSeenAt: Date;
  readonly expiresAt: Date;
}): Date {
  const { idleMs, longestMs } = lifeOf(session.whose);
  const ends = [
    session.lastSeenAt.getTime() + idleMs,
    session.createdAt.getTime() + longestMs,
    session.expiresAt.getTime(),
  ];
  return new Date(Math.min(...ends));
}

/**
 * Whether a person may be signed in. A self-service user who is inactive may, and then reads why nothing can be done;
 * somebody with more rights may not, and nobody in a final state.
 */
export function maySignIn({ state, role, ownRole }: RoleHeld & { readonly state: UserState }): boolean {
  if (state === "ACTIVE") return true;
  return role === "SELF_SERVICE_USER" && !ownRole && !finalUserStates.some((final) => final === state);
}
