import { AndFilter, EqualityFilter, type Filter, OrFilter } from "ldapts";
import { attributesFor, presenceFrom, subjectBytes } from "./directory-entry.ts";
import { DirectoryUnusable } from "./directory-unusable.ts";
import { isInGroup, memberFilterOf } from "./group-membership.ts";
import { asked, bindReader, type DirectoryAccess, type OpenDirectory, withDirectory } from "./open-directory.ts";
import { userFilterOf } from "./user-filter.ts";

const atOnce = 50;

/**
 * Looks for people who may no longer come from a directory: their entry is gone, out of use, not found by the filter any
 * more, or not in the group.
 *
 * @param subjects - the values of the identifying attribute
 * @returns those of them who are lost
 * @throws DirectoryUnusable when it was not answered for all of them; then nobody is known to be lost
 */
export function findLost(access: DirectoryAccess, subjects: readonly string[], now: Date): Promise<string[]> {
  return withDirectory(access, async (directory) => {
    await bindReader(directory, access);
    const there = new Set<string>();
    for (let from = 0; from < subjects.length; from += atOnce) {
      const some = subjects.slice(from, from + atOnce);
      for (const subject of await stillThere(directory, access, { subjects: some, now })) there.add(subject);
    }
    return subjects.filter((subject) => !there.has(subject));
  });
}

async function stillThere(
  directory: OpenDirectory,
  access: DirectoryAccess,
  { subjects, now }: { subjects: readonly string[]; now: Date },
): Promise<string[]> {
  const { settings } = access;
  const search = directory.client.search(settings.baseDn, {
    scope: "sub",
    derefAliases: "never",
    filter: filterFor(access, subjects),
    ...attributesFor(settings),
  });
  const { searchEntries } = await asked("BASE", search);
  const found = searchEntries.map((entry) => presenceFrom(entry, settings, now));
  const there: string[] = [];
  for (const entry of found) {
    const isMember = memberFilterOf(access) !== null || (await isInGroup(directory, access, entry));
    if (isMember && !entry.isOutOfUse) there.push(entry.subject);
  }
  return there;
}

function filterFor(access: DirectoryAccess, subjects: readonly string[]): Filter {
  const { idAttribute: attribute, userFilter } = access.settings;
  const anybody = userFilterOf(userFilter, null);
  if (!anybody) throw new DirectoryUnusable("FILTER", "The filter cannot be read.");
  const these = subjects.map((subject) => new EqualityFilter({ attribute, value: subjectBytes(attribute, subject) }));
  const members = memberFilterOf(access);
  return new AndFilter({ filters: [new OrFilter({ filters: these }), anybody, ...(members ? [members] : [])] });
}
