import { grantsOf } from "@unlatch/core/access/permissions";
import type { Actor } from "../../platform/actor.ts";
import type { CurrentSession } from "../../platform/request-context.ts";

/** @returns what a client learns of whoever is signed in, or null when nobody is */
export function viewerOf({ actor, session }: { actor: Actor; session: CurrentSession | null }) {
  if (actor.type !== "person" || session === null) return null;
  const { userId: id, username, displayName, role, ownRole = null, state } = actor;
  return {
    user: { id, username, displayName, role, ownRole, state },
    permissions: grantsOf(actor),
    sessionExpiresAt: session.expiresAt,
    provedAt: session.provedAt,
    methods: session.provedWith,
  };
}
