import type { Site } from "../../session/useSession.ts";

/** A kind of account that has a password: here, or in a directory. */
export type PasswordAccount = Site["signInMethods"][number];

/** @returns the accounts with a password that people may sign in with, in the order of the page */
export function passwordAccountsOf(site: Pick<Site, "signInMethods"> | null): readonly PasswordAccount[] {
  return (site?.signInMethods ?? []).filter(({ kind }) => kind === "PASSWORD" || kind === "LDAP");
}
