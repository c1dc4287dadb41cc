import type { DirectoryClaims } from "../directory/directory-claims.ts";
import type { DirectoryAnswer } from "./client/check-directory-password.ts";
import type { LdapSettings } from "./client/ldap-settings.ts";

/** @returns what a directory says of somebody it knows, who gave their password just now */
export function directoryClaimsOf(
  { type, entry }: Exclude<DirectoryAnswer, { type: "Refused" }>,
  { vouchesForEmail }: LdapSettings,
  now: Date,
): DirectoryClaims {
  const { subject, username, displayName, email } = entry;
  return {
    subject,
    username,
    displayName,
    email,
    emailIsVerified: email !== null && vouchesForEmail,
    isInRequiredGroup: type === "Proven",
    authenticatedAt: now,
    isMultiFactor: false,
  };
}
