import type { Entry } from "ldapts";
import { DirectoryUnusable } from "./directory-unusable.ts";
import type { LdapSettings } from "./ldap-settings.ts";

/** A person as their directory knows them. */
export interface DirectoryEntry {
  readonly dn: string;
  /** What stays with them: the identifying attribute, bytes as hex digits. */
  readonly subject: string;
  readonly username: string;
  readonly displayName: string;
  readonly email: string | null;
  /** Whether the directory says that the account is not to be used. */
  readonly isOutOfUse: boolean;
}

type Names = Pick<LdapSettings, "usernameAttribute" | "displayNameAttribute" | "emailAttribute" | "idAttribute">;

const stateAttributes = [
  "userAccountControl",
  "accountExpires",
  "nsAccountLock",
  "loginDisabled",
  "pwdAccountLockedTime",
];

/** Attributes that are bytes; what else identifies people is text. */
const byteAttributes = ["objectGUID", "objectSid", "GUID"];

const isBytes = (attribute: string) => byteAttributes.some((name) => name.toLowerCase() === attribute.toLowerCase());

/** @returns what a directory compares when it is asked for somebody by what identifies them */
export function subjectBytes(attribute: string, subject: string): Buffer {
  return Buffer.from(subject, isBytes(attribute) ? "hex" : "utf8");
}

/** What is asked of an entry. */
export function attributesFor(names: Names) {
  const { usernameAttribute, displayNameAttribute, emailAttribute, idAttribute } = names;
  return {
    attributes: [usernameAttribute, displayNameAttribute, emailAttribute, idAttribute, ...stateAttributes],
    explicitBufferAttributes: [idAttribute, ...byteAttributes],
  };
}

/**
 * Reads an entry.
 *
 * @throws DirectoryUnusable at step ATTRIBUTES when it lacks what identifies a person, or has it twice
 */
export function directoryEntryFrom(entry: Entry, names: Names, now: Date): DirectoryEntry {
  const username = onlyOne(entry, names.usernameAttribute).toString("utf8");
  const id = onlyOne(entry, names.idAttribute);
  const text = (attribute: string) => valuesOf(entry, attribute)[0]?.toString("utf8").trim() || null;
  return {
    dn: entry.dn,
    subject: isBytes(names.idAttribute) ? id.toString("hex") : id.toString("utf8"),
    username,
    displayName: text(names.displayNameAttribute) ?? username,
    email: text(names.emailAttribute),
    isOutOfUse: isOutOfUse(text, now),
  };
}

/**
 * Reads of an entry what says whether its person may still come. A name that was given twice since does not keep the others
 * of a portion from being looked at.
 *
 * @throws DirectoryUnusable at step ATTRIBUTES when it cannot be said whose it is
 */
export function presenceFrom(
  entry: Entry,
  names: Names,
  now: Date,
): Pick<DirectoryEntry, "dn" | "subject" | "username" | "isOutOfUse"> {
  const id = onlyOne(entry, names.idAttribute);
  const text = (attribute: string) => valuesOf(entry, attribute)[0]?.toString("utf8").trim() || null;
  return {
    dn: entry.dn,
    subject: isBytes(names.idAttribute) ? id.toString("hex") : id.toString("utf8"),
    username: text(names.usernameAttribute) ?? "",
    isOutOfUse: isOutOfUse(text, now),
  };
}

function onlyOne(entry: Entry, attribute: string): Buffer {
  const [one, ...more] = valuesOf(entry, attribute);
  if (one === undefined || one.length === 0) {
    throw new DirectoryUnusable("ATTRIBUTES", `The person found has no ${attribute}, or the account may not read it.`);
  }
  if (more.length > 0) {
    throw new DirectoryUnusable(
      "ATTRIBUTES",
      `The person found has several values in ${attribute}. Choose another one.`,
    );
  }
  return one;
}

/** Directories spell the names of attributes as they like. */
function valuesOf(entry: Entry, attribute: string): Buffer[] {
  const key = Object.keys(entry).find((name) => name !== "dn" && name.toLowerCase() === attribute.toLowerCase());
  const values = key === undefined ? [] : [entry[key] ?? []].flat();
  if (isBytes(attribute) && values.some((value) => !Buffer.isBuffer(value))) {
    throw new DirectoryUnusable("ATTRIBUTES", `Write ${attribute} as ${key}: that is how the directory spells it.`);
  }
  return values.map((value) => (Buffer.isBuffer(value) ? value : Buffer.from(value, "utf8")));
}

const accountDisabled = 0x0002;
const neverExpires = ["0", "9223372036854775807"];

/** Active Directory, 389 Directory Server, eDirectory and OpenLDAP each say it in their own way. */
function isOutOfUse(text: (attribute: string) => string | null, now: Date): boolean {
  const expires = text("accountExpires");
  const hasExpired = expires !== null && !neverExpires.includes(expires) && filetime(expires) <= now.getTime();
  return (
    (Number(text("userAccountControl") ?? 0) & accountDisabled) !== 0 ||
    hasExpired ||
    text("nsAccountLock")?.toUpperCase() === "TRUE" ||
    text("loginDisabled")?.toUpperCase() === "TRUE" ||
    // Locked for good; a lock that too many tries made is over by itself, and strangers could bring it about.
    text("pwdAccountLockedTime") === "000001010000Z"
  );
}

/** @returns milliseconds since 1970 of a time in tenths of microseconds since 1601 */
const filetime = (text: string) => Number(BigInt(/^\d+$/.test(text) ? text : 0) / 10_000n) - 11_644_473_600_000;
