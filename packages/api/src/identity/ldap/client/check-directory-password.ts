import { AndFilter, EqualityFilter, type Filter } from "ldapts";
import type { Random } from "../../../platform/random.ts";
import { attributesFor, type DirectoryEntry, directoryEntryFrom, subjectBytes } from "./directory-entry.ts";
import { DirectoryUnusable } from "./directory-unusable.ts";
import { isInGroup } from "./group-membership.ts";
import {
  asked,
  bindReader,
  type DirectoryAccess,
  isPasswordOf,
  type OpenDirectory,
  withDirectory,
} from "./open-directory.ts";
import { userFilterOf } from "./user-filter.ts";

/** What a directory says of somebody who gives a password. */
export type DirectoryAnswer =
  | { readonly type: "Proven"; readonly entry: DirectoryEntry }
  /** Nobody, or the wrong password: nobody learns which. */
  | { readonly type: "Refused" }
  /** The entry is there, but not for use, or not in the group. Whatever its owner is signed in with is to end. */
  | { readonly type: "Lost"; readonly entry: DirectoryEntry; readonly isRight: boolean };

/** Whose password it is said to be: by the name that was typed, or by what identifies somebody who is known. */
export type SaidToBe = { readonly username: string } | { readonly subject: string };

/**
 * Asks a directory whether a password is somebody's, with the same questions whoever it is: somebody who is not there is
 * looked up in the group and tried to bind as well. Referrals to other directories are not followed.
 *
 * @throws DirectoryUnusable when the directory cannot say
 */
export async function checkDirectoryPassword(
  access: DirectoryAccess,
  { password, ...who }: SaidToBe & { readonly password: string },
  { random, now }: { random: Random; now: Date },
): Promise<DirectoryAnswer> {
  // A bind without a password binds nobody and succeeds: it never gets as far as the network.
  if (password === "") return { type: "Refused" };
  return withDirectory(access, async (directory) => {
    await bindReader(directory, access);
    const entry = await theOne(directory, access, { who, now });
    const asIf = entry ?? { dn: `cn=${random.id()},${access.settings.baseDn}`, username: random.id() };
    const isMember = await isInGroup(directory, access, asIf);
    const isRight = await isPasswordOf(directory, asIf.dn, password);
    if (!entry) return { type: "Refused" };
    if (entry.isOutOfUse || !isMember) return { type: "Lost", entry, isRight };
    return isRight ? { type: "Proven", entry } : { type: "Refused" };
  });
}

async function theOne(
  { client }: OpenDirectory,
  { settings }: DirectoryAccess,
  { who, now }: { who: SaidToBe; now: Date },
): Promise<DirectoryEntry | null> {
  const filter = "username" in who ? userFilterOf(settings.userFilter, who.username) : filterOf(settings, who.subject);
  if (!filter) throw new DirectoryUnusable("FILTER", "The filter cannot be read.");
  const search = { scope: "sub", derefAliases: "never", filter, sizeLimit: 2, ...attributesFor(settings) } as const;
  const [one, ...more] = (await asked("BASE", client.search(settings.baseDn, search))).searchEntries;
  if (!one || more.length > 0) return null;
  try {
    return directoryEntryFrom(one, settings, now);
  } catch {
    // An entry that lacks what identifies people is nobody's; to say so would tell that it is there.
    return null;
  }
}

function filterOf({ idAttribute: attribute, userFilter }: DirectoryAccess["settings"], subject: string): Filter | null {
  const anybody = userFilterOf(userFilter, null);
  const isThem = new EqualityFilter({ attribute, value: subjectBytes(attribute, subject) });
  return anybody && new AndFilter({ filters: [isThem, anybody] });
}
