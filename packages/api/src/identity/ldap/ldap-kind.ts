import type { DirectoryKind } from "../sign-in-methods/directory-kind.ts";
import { type LdapSettings, readLdapSettings } from "./client/ldap-settings.ts";
import { testDirectory } from "./test-directory.ts";

/** Signing in with the password of an account in a directory. @see RFC 4511 */
export const ldapKind: DirectoryKind<LdapSettings> = {
  kind: "LDAP",
  read: readLdapSettings,
  // Another authority could vouch for another server under the same name.
  secretGoesTo: ({ urls, startTls, caPem }) => JSON.stringify([urls, startTls, caPem]),
  subjectsComeFrom: ({ idAttribute }) => idAttribute.toLowerCase(),
  test: testDirectory,
};
