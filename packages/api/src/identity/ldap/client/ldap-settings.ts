import { X509Certificate } from "node:crypto";
import { z } from "zod";
import type { SignInMethodUnusable } from "../../sign-in-methods/directory-kind.ts";
import { placeOf } from "./directory-place.ts";
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
  /** How membership in the group of the method's rules, a DN, is looked up. */
  readonly groupLookup: GroupLookup;
  /** Whether people cannot write their own mail address there, so that it is theirs. */
  readonly vouchesForEmail: boolean;
  /** Somebody to look for when the settings are tested; null: anybody. */
  readonly sampleUsername: string | null;
}

const attribute = z
  .string()
  .trim()
  .regex(/^[a-z][a-z\d-]{0,63}$/i);
const dn = z
  .string()
  .trim()
  .max(1000)
  .regex(/^[^=\0]+=[^\0]+$/);
const orNull = (longest: number) =>
  z.preprocess(
    (given) => (typeof given === "string" ? given.trim() || null : (given ?? null)),
    z.string().max(longest).nullable(),
  );

const form = z.object({
  urls: z
    .array(z.string().trim())
    .min(1)
    .max(5)
    .refine((urls) => urls.every((url) => placeOf(url))),
  startTls: z.boolean(),
  caPem: orNull(100_000).refine((pem) => pem === null || isCertificates(pem)),
  // A name with none of these signs is no account's, but could be a mechanism's.
  bindDn: z
    .string()
    .trim()
    .max(1000)
    .regex(/[=@\\]/),
  baseDn: dn,
  userFilter: z
    .string()
    .trim()
    .max(2000)
    .refine((filter) => userFilterOf(filter, "x") !== null),
  usernameAttribute: attribute,
  displayNameAttribute: attribute,
  emailAttribute: attribute,
  idAttribute: attribute,
  groupLookup: z.enum(groupLookups),
  vouchesForEmail: z.boolean(),
  sampleUsername: orNull(256),
});

const anAttribute = "Enter the name of one attribute: letters, digits and hyphens.";

const messages: Readonly<Record<string, string>> = {
  urls: "Enter one to five addresses such as ldaps://directory.example.org",
  caPem: "Paste whole certificates in PEM form and nothing else.",
  bindDn: "Enter the account that reads the directory, such as cn=reader,dc=example,dc=org",
  baseDn: "Enter a DN such as dc=example,dc=org",
  userFilter: "Enter a filter with {username} in it, such as (uid={username})",
  usernameAttribute: anAttribute,
  displayNameAttribute: anAttribute,
  emailAttribute: anAttribute,
  idAttribute: anAttribute,
  sampleUsername: "Enter a user name of 256 characters or fewer.",
};

/** Reads how a directory is to be asked: what an administrator typed, or what was kept. */
export function readLdapSettings(
  given: unknown,
): { readonly type: "Read"; readonly settings: LdapSettings } | SignInMethodUnusable {
  const read = form.safeParse(given ?? {});
  if (!read.success) return unusable(String(read.error.issues[0]?.path[0] ?? "urls"));
  if (isInTheClear(read.data)) return unusable("urls", "Use ldaps:// or StartTLS: passwords would cross in the clear.");
  return { type: "Read", settings: read.data };
}

const unusable = (field: string, message = messages[field] ?? "This can't be used."): SignInMethodUnusable => ({
  type: "SignInMethodUnusable",
  field: ["ldap", field],
  message,
});

/** Only the machine itself may be spoken to without TLS: nobody else listens there. */
function isInTheClear({ urls, startTls }: Pick<LdapSettings, "urls" | "startTls">): boolean {
  const places = urls.map((url) => placeOf(url));
  return !startTls && places.some((place) => place && !place.isTls && !place.isThisMachine);
}

const pemBlock = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

/** Whether a text is certificates, whole, and nothing else: least of all a key. */
function isCertificates(pem: string): boolean {
  const blocks = pem.match(pemBlock) ?? [];
  try {
    const read = blocks.map((block) => new X509Certificate(block));
    return read.length > 0 && pem.replace(pemBlock, "").trim() === "";
  } catch {
    return false;
  }
}
