import { type UserState, userTransitions } from "@unlatch/core/lifecycle/user-states";
import type { Actor } from "../../platform/actor.ts";
import type { UnitOfWork } from "../../platform/unit-of-work.ts";
import { type UserRecord, userRepository } from "../accounts/user.repository.ts";
import { type BeyondOwnPermissions, moreThanOwn } from "../roles/beyond-own-permissions.ts";
import { sessionRepository } from "../sessions/session.repository.ts";

/** What comes of moving an account to another state. */
export type SetUserStateOutcome =
  | { readonly type: "UserStateSet"; readonly user: UserRecord }
  | { readonly type: "UserNotFound" }
  | { readonly type: "UserStateNotReachable"; readonly state: UserState }
  | { readonly type: "LastAdministrator" }
  | BeyondOwnPermissions;

/** Moves an account along an arrow of the graph of user states. Whoever is not active any more is signed out everywhere. */
export const makeSetUserState =
  (unitOfWork: UnitOfWork) =>
  (actor: Actor, { userId, state }: { userId: string; state: UserState }): Promise<SetUserStateOutcome> =>
    unitOfWork.audited<SetUserStateOutcome>(
      { name: "user.setState", success: "UserStateSet" },
      actor,
      async ({ sql, concerns }) => {
        const users = userRepository(sql);
        // Administrators are locked before one of them, so that two who disable each other leave one.
        const isLast = await users.isLastAdministrator(userId);
        const user = await users.lockById(userId);
        if (!user) return { type: "UserNotFound" };
        concerns({ subjectUserId: user.id, subjectName: user.username, facts: { before: user.state } });
        const beyond = moreThanOwn(actor, user);
        if (beyond) return beyond;
        if (!userTransitions.some(({ from, to }) => from === user.state && to === state)) {
          return { type: "UserStateNotReachable", state: user.state };
        }
        if (isLast && state !== "ACTIVE") return { type: "LastAdministrator" };
        await users.saveState(user.id, state);
        if (state !== "ACTIVE") await sessionRepository(sql).removeAllOf(user.id);
        concerns({ facts: { after: state } });
        return { type: "UserStateSet", user: { ...user, state, version: user.version + 1 } };
      },
    );
