import type { Clock } from "../../platform/clock.ts";
import type { Random } from "../../platform/random.ts";
import type { SecretSeal } from "../../platform/secret-seal.ts";
import type { Sql } from "../../platform/sql.ts";
import type { UnitOfWork } from "../../platform/unit-of-work.ts";
import type { AdmitFromDirectory } from "../directory/admit-from-directory.ts";
import { makeOpenMethod } from "../sign-in-methods/open-method.ts";
import type { SignInThrottle } from "../throttle/sign-in-throttle.ts";
import { makeCheckDirectoryPeople } from "./check-directory-people.ts";
import { makeDirectoryPassword } from "./directory-password.ts";
import { makeEndIfLost } from "./end-if-lost.ts";
import { makeEndLost } from "./end-lost.ts";
import { makeLinkIdentity } from "../oidc/link-identity.ts";
import { makeLinkDirectoryAccount } from "./link-directory-account.ts";
import { ldapKind } from "./ldap-kind.ts";
import { LdapResolver } from "./ldap.resolver.ts";
import { makeSignInWithDirectory } from "./sign-in-with-directory.ts";

interface Parts {
  readonly reader: Sql;
  readonly unitOfWork: UnitOfWork;
  readonly clock: Clock;
  readonly random: Random;
  readonly seal: SecretSeal;
  readonly throttle: SignInThrottle;
  readonly admitFromDirectory: AdmitFromDirectory;
}

/** Puts together signing in with an account of a directory, and looking after those who came from one. */
export function makeLdap(given: Parts) {
  const parts = { ...given, openMethod: makeOpenMethod(given, ldapKind), endLost: makeEndLost(given.unitOfWork) };
  return {
    kind: ldapKind,
    resolvers: [
      new LdapResolver({
        signIn: makeSignInWithDirectory(parts),
        link: makeLinkDirectoryAccount({ ...parts, linkIdentity: makeLinkIdentity(parts) }),
      }),
    ],
    endIfLost: makeEndIfLost(parts),
    directoryPassword: makeDirectoryPassword(parts),
    checkDirectoryPeople: makeCheckDirectoryPeople(parts),
  };
}
