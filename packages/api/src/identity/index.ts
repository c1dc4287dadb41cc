import type { Clock } from "../platform/clock.ts";
import type { Random } from "../platform/random.ts";
import type { Sql } from "../platform/sql.ts";
import type { UnitOfWork } from "../platform/unit-of-work.ts";
import { makeBeginSession } from "./sessions/begin-session.ts";
import { makeClaimSetUp } from "./set-up/claim-set-up.ts";
import { makeCurrentActor } from "./sessions/current-actor.ts";
import { makeSetUpLink } from "./set-up/make-set-up-link.ts";
import { SessionResolver } from "./sessions/session.resolver.ts";
import { makeSignIn } from "./sessions/sign-in.ts";
import { makeSignInThrottle, type ThrottleLimits } from "./sessions/sign-in-throttle.ts";
import { makeSignOut } from "./sessions/sign-out.ts";
import { type SiteFacts, makeSiteReadModel } from "./set-up/site.read-model.ts";
import { userRepository } from "./accounts/user.repository.ts";
import { makeUsersReadModel } from "./accounts/users.read-model.ts";
import { UsersResolver } from "./accounts/users.resolver.ts";

export { makeAddUser, type AddUserCommand, type AddUserOutcome } from "./accounts/add-user.ts";
export { personOf } from "./sessions/begin-session.ts";
export { fold } from "./accounts/fold.ts";
export { identityRefusalTexts } from "./identity.refusal-texts.ts";
export { RoleEnum, User, UserConnection, UserStateEnum, Viewer } from "./accounts/user.types.ts";
export { hashPassword } from "./accounts/password-hash.ts";
export { RateLimited } from "./sessions/session.types.ts";
export { type UserRecord, userRepository } from "./accounts/user.repository.ts";

/** What identity is made of. */
export interface IdentityParts {
  readonly reader: Sql;
  readonly unitOfWork: UnitOfWork;
  readonly clock: Clock;
  readonly random: Random;
  readonly site: SiteFacts;
  /** The usual limits when left out. */
  readonly signInLimits?: ThrottleLimits;
}

/** Puts identity together: who people are, and their sessions. */
export function makeIdentity({ signInLimits, site, ...parts }: IdentityParts) {
  const throttle = makeSignInThrottle(signInLimits);
  const hasAdministrator = () => userRepository(parts.reader).hasAdministrator();
  const begin = { ...parts, throttle, beginSession: makeBeginSession(parts.clock, parts.random) };
  return {
    resolvers: [
      new SessionResolver({
        signIn: makeSignIn(begin),
        signOut: makeSignOut(parts.unitOfWork),
        claimSetUp: makeClaimSetUp(begin),
      }),
      new UsersResolver({
        users: makeUsersReadModel(parts.reader),
        user: (id) => userRepository(parts.reader).byId(id),
        site: makeSiteReadModel(site, hasAdministrator),
      }),
    ],
    currentActor: makeCurrentActor(parts),
    makeSetUpLink: makeSetUpLink({ ...parts, hasAdministrator }),
  };
}
