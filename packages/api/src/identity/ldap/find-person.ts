import type { Entry } from "ldapts";
import { attributesFor } from "./directory-entry.ts";
import { DirectoryUnusable } from "./directory-unusable.ts";
import type { LdapSettings } from "./ldap-settings.ts";
import { asked, type OpenDirectory } from "./open-directory.ts";
import { userFilterOf } from "./user-filter.ts";

/**
 * Looks for the one person whom a user name means. Referrals to other directories are not followed.
 *
 * @returns what was found: nobody, one entry, or two where there are more
 * @throws DirectoryUnusable
 */
export async function findPerson(
  { client }: OpenDirectory,
  settings: LdapSettings,
  username: string,
): Promise<readonly Entry[]> {
  const filter = userFilterOf(settings.userFilter, username);
  if (!filter) throw new DirectoryUnusable("FILTER", "The filter cannot be read.");
  const search = client.search(settings.baseDn, {
    scope: "sub",
    derefAliases: "never",
    filter,
    sizeLimit: 2,
    ...attributesFor(settings),
  });
  return (await asked("BASE", search)).searchEntries;
}
