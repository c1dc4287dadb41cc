import type { Role } from "@unlatch/core/access/permissions";
import type { UserState } from "@unlatch/core/lifecycle/user-states";

/** Who acts: a person who signed in, somebody not known yet, or the server itself. */
export type Actor =
  | {
      readonly type: "person";
      readonly userId: string;
      readonly username: string;
      readonly displayName: string;
      readonly role: Role;
      readonly state: UserState;
      /** The session they ask with; left out where no browser is behind it. */
      readonly sessionId?: string;
    }
  | { readonly type: "nobody" }
  | { readonly type: "system" };

/** Somebody who signed in: what use cases take that need to know whose card is whose. */
export type Person = Extract<Actor, { type: "person" }>;

/** The server acting by itself: it expires processes and makes the demonstration. */
export const system: Actor = { type: "system" };

/** A caller who has not signed in. */
export const nobody: Actor = { type: "nobody" };

/** @returns the name an audit entry keeps, whatever becomes of the account later */
export function nameOf(actor: Actor): string {
  return actor.type === "person" ? actor.username : actor.type;
}
