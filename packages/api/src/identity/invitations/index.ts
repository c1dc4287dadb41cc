import type { Clock } from "../../platform/clock.ts";
import type { Random } from "../../platform/random.ts";
import type { Sql } from "../../platform/sql.ts";
import type { UnitOfWork } from "../../platform/unit-of-work.ts";
import type { RecoveryCodes } from "../recovery/recovery-codes.ts";
import type { makeBeginSession } from "../sessions/begin-session.ts";
import type { SignInThrottle } from "../throttle/sign-in-throttle.ts";
import { makeInvitations } from "./accept-invitation.ts";
import { InvitationResolver } from "./invitation.resolver.ts";
import { makeInviteUser } from "./invite-user.ts";
import { makeMakeLink } from "./make-link.ts";
import { makeResetUserSignIn } from "./reset-user-sign-in.ts";
import { makeSetUserState } from "./set-user-state.ts";

interface Parts {
  readonly reader: Sql;
  readonly unitOfWork: UnitOfWork;
  readonly clock: Clock;
  readonly random: Random;
  readonly throttle: SignInThrottle;
  readonly recoveryCodes: RecoveryCodes;
  readonly beginSession: ReturnType<typeof makeBeginSession>;
}

/** Puts together what is done with people's accounts and links. */
export function makeInvitationDesk(parts: Parts) {
  const makeLink = makeMakeLink(parts);
  const inviteUser = makeInviteUser({ ...parts, makeLink });
  const resetUserSignIn = makeResetUserSignIn({ ...parts, makeLink });
  const verbs = {
    inviteUser,
    resetUserSignIn,
    setUserState: makeSetUserState(parts.unitOfWork),
    invitations: makeInvitations(parts),
  };
  return { inviteUser, resetUserSignIn, resolvers: [new InvitationResolver(verbs)] };
}
