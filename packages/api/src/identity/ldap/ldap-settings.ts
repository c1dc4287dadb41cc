import { X509Certificate } from "node:crypto";
import { isIP } from "node:net";
import { z } from "zod";
import { userFilterOf } from "./user-filter.ts";

/** How membership in the group that a directory demands is looked up. */
export const groupLookups = ["MEMBER_OF", "MEMBER_OF_NESTED", "GROUP_ENTRY"] as const;

/** One way to look up a membership: the person's `memberOf`, the same through groups in groups, or the group's own entry. */
export type GroupLookup = (typeof groupLookups)[number];

/** How a directory is reached and asked; the password of its reading account is kept apart. */
export interface LdapSettings {
  /** `ldaps://` or `ldap://` with host and port, tried in this order. */
  readonly urls: readonly string[];
  /** Whether `ldap://` turns to TLS before anything is said. */
  readonly startTls: boolean;
  /** Certificates of the authorities that may vouch for the directory, as PEM; null: those of the machine. */
  readonly caPem: string | null;
  /** The account that reads the directory: its DN, or what Active Directory takes for one. */
  readonly bindDn: string;
  /** Below which people are looked for. */
  readonly baseDn: string;
  /** An RFC 4515 filter with `{username}` where what was typed is compared. */
  readonly userFilter: string;
  readonly usernameAttribute: string;
  readonly displayNameAttribute: string;
  readonly emailAttribute: string;
  /** What stays with a person whatever they are called: entryUUID, objectGUID. */
  readonly idAttribute: string;
  /** DN of the group that people must be in; null: everybody found may sign in. */
  readonly requiredGroup: string | null;
  readonly groupLookup: GroupLookup;
}

const isLoopback = (host: string) => host === "localhost" || host === "[::1]" || /^127(\.\d{1,3}){3}$/.test(host);

/** @returns the host and port of a directory's address; null where it is none */
export function placeOf(url: string): { host: string; port: number; isTls: boolean; isLoopback: boolean } | null {
  if (!/^ldaps?:\/\/[^/?#@\s]+\/?$/.test(url) || !URL.canParse(url)) return null;
  const { protocol, hostname, port } = new URL(url);
  const isTls = protocol === "ldaps:";
  const host = hostname.replace(/^\[|\]$/g, "");
  const isName = isIP(host) > 0 || /^[a-z\d]([a-z\d.-]*[a-z\d])?$/i.test(host);
  if (!isName) return null;
  return { host, port: Number(port || (isTls ? 636 : 389)), isTls, isLoopback: isLoopback(hostname) };
}

const attribute = (example: string) =>
  z
    .string()
    .trim()
    .regex(/^[a-z][a-z\d-]{0,63}$/i, `Enter the name of one attribute, such as ${example}`);
const dn = z
  .string()
  .trim()
  .max(1000)
  .regex(/^[^=\0]+=[^\0]+$/, "Enter a DN such as dc=example,dc=org");

const form = z
  .object({
    urls: z
      .array(z.string().trim())
      .min(1, "Enter an address such as ldaps://directory.example.org")
      .max(5, "Enter five addresses or fewer")
      .refine((urls) => urls.every((url) => placeOf(url)), "Enter addresses such as ldaps://directory.example.org"),
    startTls: z.boolean(),
    caPem: z
      .string()
      .trim()
      .max(100_000)
      .nullable()
      .transform((pem) => pem || null)
      .refine((pem) => pem === null || certificatesIn(pem) > 0, "Paste certificates in PEM form, whole, with no key"),
    bindDn: z
      .string()
      .trim()
      .max(1000)
      // What has none of these is no account's name but could be a mechanism's.
      .regex(/[=@\\]/, "Enter the DN of the account that reads the directory"),
    baseDn: dn,
    userFilter: z
      .string()
      .trim()
      .max(2000)
      .refine(
        (filter) => userFilterOf(filter, "x") !== null,
        "Enter a filter with {username} in it, such as (uid={username})",
      ),
    usernameAttribute: attribute("uid"),
    displayNameAttribute: attribute("displayName"),
    emailAttribute: attribute("mail"),
    idAttribute: attribute("entryUUID"),
    requiredGroup: z
      .string()
      .trim()
      .nullable()
      .transform((group) => group || null)
      .pipe(dn.nullable()),
    groupLookup: z.enum(groupLookups),
  })
  .superRefine(({ urls, startTls }, context) => {
    const isOpen = urls.some((url) => {
      const place = placeOf(url);
      return place && !place.isTls && !place.isLoopback && !startTls;
    });
    const message = "Use ldaps:// or StartTLS: passwords would cross the network in the clear";
    if (isOpen) context.addIssue({ code: "custom", path: ["urls"], message });
  });

/** Settings that can be used, or the first field that cannot and why. */
export type ReadLdapSettings =
  | { readonly settings: LdapSettings; readonly problem: null }
  | { readonly settings: null; readonly problem: { readonly field: string; readonly message: string } };

/** Reads how a directory is to be asked, as an administrator gave it or as it was kept. */
export function readLdapSettings(given: unknown): ReadLdapSettings {
  const read = form.safeParse(given);
  if (read.success) return { settings: read.data, problem: null };
  const [issue] = read.error.issues;
  return { settings: null, problem: { field: String(issue?.path[0] ?? ""), message: issue?.message ?? "" } };
}

const pemBlock = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

/** @returns how many certificates a text holds; 0 when one is broken or something else is in it */
function certificatesIn(pem: string): number {
  const blocks = pem.match(pemBlock) ?? [];
  const isAll = pem.replace(pemBlock, "").trim() === "";
  try {
    return isAll ? blocks.map((block) => new X509Certificate(block)).length : 0;
  } catch {
    return 0;
  }
}
