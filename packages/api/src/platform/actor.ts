import type { Permission, Role } from "@unlatch/core/access/permissions";
import type { UserState } from "@unlatch/core/lifecycle/user-states";

/** A role that an organisation made, as somebody has it. */
export interface OwnRole {
  readonly id: string;
  readonly name: string;
  readonly permissions: readonly Permission[];
}

/** The API token by which a program asks in the name of whoever made it. */
export interface ActingToken {
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly Permission[];
}

/** Who acts: a person who signed in, somebody not known yet, or the server itself. */
export type Actor =
  | {
      readonly type: "person";
      readonly userId: string;
      readonly username: string;
      readonly displayName: string;
      readonly role: Role;
      /** The role of the organisation's own that they have besides; left out or null for none. */
      readonly ownRole?: OwnRole | null | undefined;
      readonly state: UserState;
      /** The session they ask with; left out where no browser is behind it. */
      readonly sessionId?: string;
      /** Where a program asks: what it may do in their name, and no more. */
      readonly token?: ActingToken | undefined;
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
  if (actor.type !== "person") return actor.type;
  // No user name has a space, so no token can be named like a person.
  return actor.token ? `token ${actor.token.name}` : actor.username;
}
