import { EqualityFilter, ExtensibleFilter, type Filter, OrFilter } from "ldapts";
import type { DirectoryEntry } from "./directory-entry.ts";
import { asked, type DirectoryAccess, noSuchObject, type OpenDirectory, resultCodeOf } from "./open-directory.ts";

/** LDAP_MATCHING_RULE_IN_CHAIN of Active Directory: a member of a member is a member. */
const inChain = "1.2.840.113556.1.4.1941";

/** @returns the filter that finds members by their own entry; null where membership stands in the group's */
export function memberFilterOf({ requiredGroup, settings: { groupLookup } }: DirectoryAccess): Filter | null {
  if (requiredGroup === null) return null;
  switch (groupLookup) {
    case "MEMBER_OF":
      return new EqualityFilter({ attribute: "memberOf", value: requiredGroup });
    case "MEMBER_OF_NESTED":
      return new ExtensibleFilter({ matchType: "memberOf", rule: inChain, value: requiredGroup });
    case "GROUP_ENTRY":
      return null;
    default:
      return groupLookup satisfies never;
  }
}

/**
 * Whether somebody is in the group that is demanded. The directory decides: it alone knows when two DNs are the same.
 *
 * @throws DirectoryUnusable when that was not answered
 */
export async function isInGroup(
  { client }: OpenDirectory,
  access: DirectoryAccess,
  { dn, username }: Pick<DirectoryEntry, "dn" | "username">,
): Promise<boolean> {
  const { requiredGroup, settings } = access;
  if (requiredGroup === null) return true;
  const filter = memberFilterOf(access) ?? listing(dn, username);
  const base = settings.groupLookup === "GROUP_ENTRY" ? requiredGroup : dn;
  const search = client.search(base, { scope: "base", filter, attributes: ["1.1"], explicitBufferAttributes: [] });
  const none = search.catch((fault: unknown) => {
    if (resultCodeOf(fault) === noSuchObject) return { searchEntries: [] };
    throw fault;
  });
  return (await asked("GROUP", none)).searchEntries.length > 0;
}

const listing = (dn: string, username: string) =>
  new OrFilter({
    filters: [
      new EqualityFilter({ attribute: "member", value: dn }),
      new EqualityFilter({ attribute: "uniqueMember", value: dn }),
      new EqualityFilter({ attribute: "memberUid", value: username }),
    ],
  });
