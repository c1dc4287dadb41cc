import type { Clock } from "../platform/clock.ts";
import type { Random } from "../platform/random.ts";
import type { SecretSeal } from "../platform/secret-seal.ts";
import type { Sql } from "../platform/sql.ts";
import type { UnitOfWork } from "../platform/unit-of-work.ts";
import { userRepository } from "./accounts/user.repository.ts";
import { makeUsersReadModel } from "./accounts/users.read-model.ts";
import { UsersResolver } from "./accounts/users.resolver.ts";
import { makeAdmitFromDirectory } from "./directory/admit-from-directory.ts";
import { externalIdentityRepository } from "./directory/external-identity.repository.ts";
import { makeInvitationDesk } from "./invitations/index.ts";
import type { AddressFollower } from "./my-account/change-personal-details.ts";
import { makeLdap } from "./ldap/index.ts";
import { makeMyAccount } from "./my-account/index.ts";
import { makeOwnChange } from "./my-account/own-change.ts";
import { makeOpenIdConnect } from "./oidc/index.ts";
import { openIdConnectKind } from "./oidc/openid-connect-kind.ts";
import { makePasskeyCeremonies } from "./passkeys/passkey-ceremonies.ts";
import { makePasskeyChallenges } from "./passkeys/passkey-challenge.ts";
import { PasskeyResolver } from "./passkeys/passkey.resolver.ts";
import { makeSignInWithPasskey } from "./passkeys/sign-in-with-passkey.ts";
import { makeBeginStepUp } from "./proof/begin-step-up.ts";
import { makeCheckProof } from "./proof/check-proof.ts";
import { makeContinueSignIn } from "./proof/continue-sign-in.ts";
import { makeFreshChange } from "./proof/fresh-change.ts";
import { ProofResolver } from "./proof/proof.resolver.ts";
import { makeStepUp } from "./proof/step-up.ts";
import { makeRecoveryCodes } from "./recovery/recovery-codes.ts";
import { makeRoles } from "./roles/index.ts";
import { makeAdmitPerson } from "./sessions/admit-person.ts";
import { makeBeginSession } from "./sessions/begin-session.ts";
import { makeCurrentActor } from "./sessions/current-actor.ts";
import { SessionResolver } from "./sessions/session.resolver.ts";
import { makeSignIn } from "./sessions/sign-in.ts";
import { makeSignOut } from "./sessions/sign-out.ts";
import { makeClaimSetUp } from "./set-up/claim-set-up.ts";
import { makeSignInMethods } from "./sign-in-methods/index.ts";
import { makeSetUpLink } from "./set-up/make-set-up-link.ts";
import { makeSiteReadModel, type SiteFacts } from "./set-up/site.read-model.ts";
import { makeApiTokens } from "./tokens/index.ts";
import { makeSignInThrottle, type ThrottleLimits } from "./throttle/sign-in-throttle.ts";

export { makeAddUser, type AddUserCommand, type AddUserOutcome } from "./accounts/add-user.ts";
export { personOf } from "./sessions/begin-session.ts";
export { makeFreshChange, type FreshChange } from "./proof/fresh-change.ts";
export { ownPath } from "./oidc/own-path.ts";
export { fold } from "./accounts/fold.ts";
export { identityRefusalTexts } from "./identity.refusal-texts.ts";
export { RoleEnum, User, UserConnection, UserStateEnum, Viewer } from "./accounts/user.types.ts";
export { hashPassword } from "./accounts/password-hash.ts";
export type { AddressFollower } from "./my-account/change-personal-details.ts";
export { Account } from "./my-account/account.types.ts";
export { type WayInBy, wayInBy } from "./proof/way-in-by.ts";
export { missingProof, type StepUpNeeded as ProofMissing } from "./proof/fresh-proof.ts";
export { StepUpNeeded } from "./proof/proof.types.ts";
export { RateLimited } from "./sessions/session.types.ts";
export { type RoleRecord } from "./roles/built-in-roles.ts";
export { type ApiTokenRecord } from "./tokens/api-token.repository.ts";
export { sessionRepository } from "./sessions/session.repository.ts";
export { pendingSignInRepository } from "./proof/pending-sign-in.repository.ts";
export type { SignInThrottle } from "./throttle/sign-in-throttle.ts";
export { type UserRecord, userRepository } from "./accounts/user.repository.ts";

/** What identity is made of. */
export interface IdentityParts {
  readonly reader: Sql;
  readonly unitOfWork: UnitOfWork;
  readonly clock: Clock;
  readonly random: Random;
  readonly seal: SecretSeal;
  readonly site: SiteFacts;
  /** The usual limits when left out. */
  readonly signInLimits?: ThrottleLimits | undefined;
  /** Follows people who change their own mail address; nobody does when left out. */
  readonly followAddress?: AddressFollower | undefined;
}

/** Puts identity together: who people are, how they prove it, and their sessions. */
export function makeIdentity({ signInLimits, site, ...given }: IdentityParts) {
  const parts = { ...given, ...foundations(given, site, signInLimits) };
  const { reader } = parts;
  const hasAdministrator = () => userRepository(reader).hasAdministrator();
  const users = new UsersResolver({
    users: makeUsersReadModel(reader),
    user: (id) => userRepository(reader).byId(id),
    site: makeSiteReadModel(site, hasAdministrator),
  });
  const invitationDesk = makeInvitationDesk(parts);
  const access = makeAccess(parts);
  const myAccount = makeMyAccount({ ...parts, siteName: site.organisation });
  const openIdConnect = makeOpenIdConnect(parts);
  return {
    resolvers: [
      ...signingIn(parts),
      users,
      ...[invitationDesk, access, myAccount, openIdConnect, parts.ldap].flatMap<object>(({ resolvers }) => resolvers),
      ...makeSignInMethods({ ...parts, kinds: [openIdConnectKind, parts.ldap.kind] }).resolvers,
    ],
    admitPerson: parts.admitPerson,
    beginSession: parts.beginSession,
    openIdConnect: { beginFlow: openIdConnect.beginFlow, nextIn: openIdConnect.nextIn },
    throttle: parts.throttle,
    ...access.verbs,
    checkDirectoryPeople: parts.ldap.checkDirectoryPeople,
    inviteUser: invitationDesk.inviteUser,
    resetUserSignIn: invitationDesk.resetUserSignIn,
    userNamed: (username: string) => userRepository(reader).byUsername(username),
    currentActor: makeCurrentActor(parts),
    makeSetUpLink: makeSetUpLink({ ...parts, hasAdministrator }),
  };
}

type Parts = Omit<IdentityParts, "site" | "signInLimits"> & ReturnType<typeof foundations>;

/** Who may what: roles, and the tokens of programs. */
function makeAccess(parts: Parts) {
  const { resolvers: roleResolvers, saveRole, assignRole } = makeRoles(parts);
  const { resolvers: tokenResolvers, programAsking, createApiToken } = makeApiTokens(parts);
  return {
    resolvers: [...roleResolvers, ...tokenResolvers],
    verbs: { saveRole, assignRole, programAsking, createApiToken },
  };
}

function signingIn(parts: Parts): object[] {
  const { ceremonies, unitOfWork } = parts;
  const checkProof = makeCheckProof(parts);
  return [
    new SessionResolver({
      signIn: makeSignIn(parts),
      signOut: makeSignOut(unitOfWork),
      claimSetUp: makeClaimSetUp(parts),
    }),
    new PasskeyResolver({
      signingOptions: ceremonies.signingOptions,
      signInWithPasskey: makeSignInWithPasskey(parts),
    }),
    new ProofResolver({
      continueSignIn: makeContinueSignIn({ ...parts, checkProof }),
      beginStepUp: makeBeginStepUp(parts),
      stepUp: makeStepUp({ ...parts, checkProof }),
    }),
  ];
}

function foundations(
  given: Omit<IdentityParts, "site" | "signInLimits">,
  { organisation: siteName }: SiteFacts,
  limits: ThrottleLimits | undefined,
) {
  const challenges = makePasskeyChallenges(given);
  const ceremonies = makePasskeyCeremonies({ ...given, challenges, siteName });
  const beginSession = makeBeginSession(given.clock, given.random);
  const admitPerson = makeAdmitPerson({ ...given, ceremonies, beginSession });
  const admitFromDirectory = makeAdmitFromDirectory({ ...given, admitPerson });
  const throttle = makeSignInThrottle(given, limits);
  const ldap = makeLdap({ ...given, throttle, admitFromDirectory });
  return {
    challenges,
    ceremonies,
    admitPerson,
    admitFromDirectory,
    ldap,
    directoryPassword: ldap.directoryPassword,
    endIfLost: ldap.endIfLost,
    recoveryCodes: makeRecoveryCodes(given),
    throttle,
    beginSession,
    freshChange: makeFreshChange(given),
    ownChange: makeOwnChange(given),
    hasWayInElsewhere: (sql: Sql, userId: string) => externalIdentityRepository(sql).isWayIn(userId),
  };
}
