import type { Clock } from "../../platform/clock.ts";
import type { Random } from "../../platform/random.ts";
import type { DirectoryMethod } from "../sign-in-methods/directory-kind.ts";
import { accessTo } from "./access-to.ts";
import { checkDirectoryPassword, type DirectoryAnswer } from "./client/check-directory-password.ts";
import { DirectoryUnusable } from "./client/directory-unusable.ts";
import type { LdapSettings } from "./client/ldap-settings.ts";

/** A user name and a password, and of which directory they are said to be. */
export interface DirectoryCredentials {
  readonly methodId: string;
  readonly username: string;
  readonly password: string;
}

/** What was found out; the method is null where there is none, or it is switched off. */
export type AskedDirectory =
  | { readonly answer: DirectoryAnswer; readonly method: DirectoryMethod<LdapSettings> | null }
  | { readonly unusable: DirectoryUnusable };

/** What asking takes. */
export interface DirectoryAsking {
  readonly clock: Clock;
  readonly random: Random;
  /** null where there is no such method, or it is switched off. */
  readonly openMethod: (id: string) => Promise<DirectoryMethod<LdapSettings> | null>;
}

/** Asks a directory, outside any unit, whether a password is the one of who is said to have it. */
export async function askDirectory(
  { openMethod, random, clock }: DirectoryAsking,
  { methodId, username, password }: DirectoryCredentials,
): Promise<AskedDirectory> {
  const method = await openMethod(methodId);
  if (!method) return { answer: { type: "Refused" }, method };
  try {
    const given = { username: username.trim(), password };
    return { answer: await checkDirectoryPassword(accessTo(method), given, { random, now: clock() }), method };
  } catch (unusable) {
    if (unusable instanceof DirectoryUnusable) return { unusable };
    throw unusable;
  }
}

/** Whether the answer need not be held back: it tells nobody anything. */
export const isProven = (asked: AskedDirectory): boolean => "answer" in asked && asked.answer.type === "Proven";
