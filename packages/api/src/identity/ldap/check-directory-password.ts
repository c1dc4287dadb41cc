import type { Random } from "../../platform/random.ts";
import { type DirectoryEntry, directoryEntryFrom } from "./directory-entry.ts";
import { findPerson } from "./find-person.ts";
import { isInGroup } from "./group-membership.ts";
import { bindReader, type DirectoryAccess, isPasswordOf, type OpenDirectory, withDirectory } from "./open-directory.ts";

/** What a directory says of somebody who gives a password. */
export type DirectoryAnswer =
  | { readonly type: "Proven"; readonly entry: DirectoryEntry }
  /** Nobody, or the wrong password: nobody learns which. */
  | { readonly type: "Refused" }
  /** The entry is there, but not for use, or not in the group. Whatever its owner is signed in with is to end. */
  | { readonly type: "Lost"; readonly subject: string };

/** Whom to check: by the name they typed. */
export interface GivenPassword {
  readonly username: string;
  readonly password: string;
}

/**
 * Asks a directory whether a password is somebody's, with the same questions whoever it is: somebody who is not there is
 * looked up in the group and tried to bind as well.
 *
 * @throws DirectoryUnusable when the directory cannot say
 */
export async function checkDirectoryPassword(
  access: DirectoryAccess,
  { username, password }: GivenPassword,
  { random, now }: { random: Random; now: Date },
): Promise<DirectoryAnswer> {
  // A bind without a password binds nobody and succeeds: it never gets as far as the network.
  if (password === "" || username.trim() === "") return { type: "Refused" };
  return withDirectory(access, async (directory) => {
    await bindReader(directory, access);
    const entry = await theOneNamed(directory, access, { username, now });
    const asIf = entry ?? { dn: `cn=${random.id()},${access.settings.baseDn}`, username };
    const isMember = await isInGroup(directory, access.settings, asIf);
    const isRight = await isPasswordOf(directory, asIf.dn, password);
    if (!entry) return { type: "Refused" };
    if (entry.isOutOfUse || !isMember) return { type: "Lost", subject: entry.subject };
    return isRight ? { type: "Proven", entry } : { type: "Refused" };
  });
}

async function theOneNamed(
  directory: OpenDirectory,
  { settings }: DirectoryAccess,
  { username, now }: { username: string; now: Date },
): Promise<DirectoryEntry | null> {
  const [one, ...more] = await findPerson(directory, settings, username);
  return one && more.length === 0 ? directoryEntryFrom(one, settings, now) : null;
}
