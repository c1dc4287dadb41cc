import type { Entry, Filter } from "ldapts";
import type { DirectoryMethod, MethodTest, TestedStep } from "../sign-in-methods/directory-kind.ts";
import { accessTo } from "./access-to.ts";
import { attributesFor, type DirectoryEntry, directoryEntryFrom } from "./client/directory-entry.ts";
import { directorySteps, type DirectoryStep, DirectoryUnusable } from "./client/directory-unusable.ts";
import { isInGroup } from "./client/group-membership.ts";
import type { LdapSettings } from "./client/ldap-settings.ts";
import { asked, bindReader, type DirectoryAccess, type OpenDirectory, withDirectory } from "./client/open-directory.ts";
import { userFilterOf } from "./client/user-filter.ts";

const titles: Readonly<Record<DirectoryStep, string>> = {
  CONNECT: "Reach the directory",
  TLS: "Check its certificate",
  BIND: "Sign in as the account that reads it",
  BASE: "Find the base",
  FILTER: "Find a person by the filter",
  ATTRIBUTES: "Read who the person is",
  GROUP: "Find the group",
};

/** Tries a directory out, step by step, as far as can be told without somebody's password. */
export async function testDirectory(method: DirectoryMethod<LdapSettings>): Promise<MethodTest> {
  const access = accessTo(method);
  const done = new Map<DirectoryStep, string | null>();
  const stepsBefore = (end: DirectoryStep | null): TestedStep[] =>
    directorySteps
      .slice(0, end === null ? directorySteps.length : directorySteps.indexOf(end))
      .filter((step) => done.has(step))
      .map((step) => ({ title: titles[step], detail: done.get(step) ?? null }));
  try {
    await withDirectory(access, (directory) => tried(directory, access, (step, detail) => done.set(step, detail)));
    return { type: "SignInMethodWorks", steps: stepsBefore(null) };
  } catch (fault) {
    if (!(fault instanceof DirectoryUnusable)) throw fault;
    // Whoever got as far as TLS has been reached.
    if (fault.step === "TLS") done.set("CONNECT", null);
    return { type: "SignInMethodFails", steps: stepsBefore(fault.step), step: titles[fault.step], reason: fault.mend };
  }
}

type Did = (step: DirectoryStep, detail: string | null) => void;

async function tried(directory: OpenDirectory, access: DirectoryAccess, did: Did): Promise<void> {
  const { certificate, url } = directory;
  did("CONNECT", url);
  const until = certificate?.validTo.toISOString().slice(0, 10);
  did("TLS", certificate ? `${certificate.subject || url}, valid until ${until}` : "This machine itself, without TLS");
  await bindReader(directory, access);
  did("BIND", access.settings.bindDn);
  const { baseDn } = access.settings;
  const atBase = { scope: "base", attributes: ["1.1"], explicitBufferAttributes: [] } as const;
  await asked(
    "BASE",
    directory.client.search(baseDn, { ...atBase, attributes: ["1.1"], explicitBufferAttributes: [] }),
  );
  did("BASE", baseDn);
  const found = await somebody(directory, access);
  did("FILTER", found.dn);
  const entry = directoryEntryFrom(found, access.settings, new Date());
  did("ATTRIBUTES", inWords(entry));
  if (access.requiredGroup !== null) did("GROUP", await triedGroup(directory, access, entry));
}

async function somebody({ client }: OpenDirectory, { settings }: DirectoryAccess): Promise<Entry> {
  const { sampleUsername, userFilter, baseDn } = settings;
  const filter = userFilterOf(userFilter, sampleUsername) as Filter;
  const search = { scope: "sub", derefAliases: "never", filter, sizeLimit: 2, ...attributesFor(settings) } as const;
  const [one, ...more] = (await asked("FILTER", client.search(baseDn, search))).searchEntries;
  const whom = sampleUsername === null ? "nobody" : `nobody called ${sampleUsername}`;
  if (!one) throw new DirectoryUnusable("FILTER", `The filter finds ${whom} below the base. Check both.`);
  if (sampleUsername !== null && more.length > 0) {
    const mend = `The filter finds several people called ${sampleUsername}. Make it find one: nobody else can sign in.`;
    throw new DirectoryUnusable("FILTER", mend);
  }
  return one;
}

const inWords = ({ username, displayName, email }: DirectoryEntry) =>
  [username, displayName, email ?? "no mail address"].join(", ");

async function triedGroup(directory: OpenDirectory, access: DirectoryAccess, entry: DirectoryEntry): Promise<string> {
  const group = access.requiredGroup ?? "";
  const atGroup = { scope: "base" as const, attributes: ["1.1"], explicitBufferAttributes: [] };
  await asked("GROUP", directory.client.search(group, atGroup));
  const isMember = await isInGroup(directory, access, entry);
  if (isMember || access.settings.sampleUsername === null) return group;
  throw new DirectoryUnusable("GROUP", `${entry.username} is not in the group, by the way of looking that was chosen.`);
}
