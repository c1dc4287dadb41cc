import { Client, ResultCodeError } from "ldapts";
import { dialDirectory, type ShownCertificate } from "./dial-directory.ts";
import { type DirectoryStep, DirectoryUnusable } from "./directory-unusable.ts";
import { inTurn } from "./in-turn.ts";
import type { LdapSettings } from "./ldap-settings.ts";

/** How a directory is reached and asked, with the password of the account that reads it. */
export interface DirectoryAccess {
  readonly settings: LdapSettings;
  /** DN of the group that people must be in; null: everybody found may sign in. */
  readonly requiredGroup: string | null;
  readonly bindPassword: string;
  /** How long connecting, and each thing that is asked, may take; the usual when left out. */
  readonly timeoutMs?: number;
}

/** A directory that listens. */
export interface OpenDirectory {
  readonly client: Client;
  readonly url: string;
  /** null on the machine itself, without TLS. */
  readonly certificate: ShownCertificate | null;
  readonly close: () => Promise<void>;
}

const usualTimeoutMs = 5000;
const linesAtOnce = inTurn(16);

/**
 * Opens a line to the first address that answers, uses it, and closes it whatever happens. Nobody is bound yet.
 *
 * @throws DirectoryUnusable of the last address when none can be used
 */
export function withDirectory<T>(
  { settings, timeoutMs = usualTimeoutMs }: DirectoryAccess,
  use: (directory: OpenDirectory) => Promise<T>,
): Promise<T> {
  return linesAtOnce(async () => {
    const directory = await firstThatAnswers(settings, timeoutMs);
    try {
      return await use(directory);
    } finally {
      await directory.close();
    }
  });
}

async function firstThatAnswers(settings: LdapSettings, timeoutMs: number): Promise<OpenDirectory> {
  let failure: unknown = new DirectoryUnusable("CONNECT", "No address was given.");
  for (const url of settings.urls) {
    try {
      return await opened(url, settings, timeoutMs);
    } catch (fault) {
      failure = fault;
    }
  }
  throw failure;
}

async function opened(url: string, settings: LdapSettings, timeoutMs: number): Promise<OpenDirectory> {
  const { socket, certificate } = await dialDirectory(url, settings, timeoutMs);
  let isTaken = false;
  const client = new Client({
    // The line is open and secured already. A second one is never opened: it would carry a password in the clear.
    url: "ldap://taken.invalid",
    timeout: timeoutMs,
    createConnection: () => {
      if (isTaken) throw new DirectoryUnusable("CONNECT", `${url} closed the connection.`);
      isTaken = true;
      return socket;
    },
  });
  const close = async () => {
    await client.unbind().catch(() => undefined);
    // The client lets go only of a line that it has used.
    socket.on("error", () => undefined).destroy();
  };
  return { client, url, certificate, close };
}

/** Binds the account that reads the directory. @throws DirectoryUnusable */
export async function bindReader(
  { client }: OpenDirectory,
  { settings, bindPassword }: DirectoryAccess,
): Promise<void> {
  // RFC 4513 section 5.1.2: without a password, many directories answer success and bind nobody.
  if (bindPassword === "") throw new DirectoryUnusable("BIND", "Enter the password of the account that reads it.");
  await asked("BIND", client.bind(settings.bindDn, bindPassword));
}

/** @returns whether the password is the one of an entry. @throws DirectoryUnusable when that was not answered */
export async function isPasswordOf({ client }: OpenDirectory, dn: string, password: string): Promise<boolean> {
  if (password === "") return false;
  try {
    await client.bind(dn, password);
    return true;
  } catch (fault) {
    // Whatever else it says, it says no; only somebody who is there could be told from another by it.
    if (!unavailable.includes(resultCodeOf(fault))) return false;
    throw unusable("BIND", fault);
  }
}

const invalidCredentials = 49;
/** The answer about an entry that is not there. */
export const noSuchObject = 32;

/** No answer, or that it took too long, is busy or not available just now. */
const unavailable: readonly (number | null)[] = [null, 3, 51, 52];

/** @returns the number with which a directory said no; null when it did not say anything. @see RFC 4511 appendix A */
export const resultCodeOf = (fault: unknown): number | null => (fault instanceof ResultCodeError ? fault.code : null);

/** @returns what the directory answered. @throws DirectoryUnusable with what to mend, never with what the directory said */
export async function asked<T>(step: DirectoryStep, answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (fault) {
    throw unusable(step, fault);
  }
}

function unusable(step: DirectoryStep, fault: unknown): DirectoryUnusable {
  if (fault instanceof DirectoryUnusable) return fault;
  const code = resultCodeOf(fault);
  if (code === invalidCredentials) {
    return new DirectoryUnusable("BIND", "The directory does not take this account and password. Check both.");
  }
  if (code === noSuchObject) return new DirectoryUnusable(step, notThere[step] ?? notThere.BASE);
  const how = code === null ? "no answer" : `LDAP result ${code}`;
  return new DirectoryUnusable(step, `The directory did not do it (${how}). Its own log says why.`);
}

const notThere: Partial<Record<DirectoryStep, string>> & { readonly BASE: string } = {
  BASE: "The base is not in the directory, or the account may not read it.",
  GROUP: "The group is not in the directory, or the account may not read it.",
};
