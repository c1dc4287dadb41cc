import { describe, expect, test } from "vitest";
import { directoryEntryFrom } from "./directory-entry.ts";
import { DirectoryUnusable } from "./directory-unusable.ts";

const names = {
  usernameAttribute: "sAMAccountName",
  displayNameAttribute: "displayName",
  emailAttribute: "mail",
  idAttribute: "objectGUID",
};
const guid = Buffer.from("00ff1122334455667788990a0b0c0d0e", "hex");
const now = new Date("2026-11-24T09:00:00Z");
/** Tenths of microseconds since 1601, as Active Directory counts. */
const filetime = (at: string) => String((BigInt(Date.parse(at)) + 11_644_473_600_000n) * 10_000n);
const entryWith = (more: Record<string, string | Buffer | string[]>) =>
  directoryEntryFrom({ dn: "cn=Ada,dc=example", sAMAccountName: "ada", objectGUID: guid, ...more }, names, now);

test("reads who somebody is, whatever case the attributes come in", () => {
  const { objectGUID, ...given } = {
    dn: "cn=Ada",
    samaccountname: "ada",
    DISPLAYNAME: " Ada Lund ",
    mail: [],
    objectGUID: guid,
  };
  expect(directoryEntryFrom({ ...given, objectGUID }, names, now)).toEqual({
    dn: "cn=Ada",
    subject: "00ff1122334455667788990a0b0c0d0e",
    username: "ada",
    displayName: "Ada Lund",
    email: null,
    isOutOfUse: false,
  });
});

test("needs exactly one user name and one identity", () => {
  for (const broken of [{ sAMAccountName: ["ada", "admin"] }, { sAMAccountName: [] }, { objectGUID: [] }]) {
    expect(() => entryWith(broken)).toThrow(DirectoryUnusable);
  }
});

test("does not take bytes that came as text for an identity: two people could look alike", () => {
  expect(() => entryWith({ objectGUID: "\uFFFD\u0011" })).toThrow("how the directory spells it");
});

describe("an account is out of use", () => {
  test.each([
    ["disabled in Active Directory", { userAccountControl: "514" }],
    ["expired in Active Directory", { accountExpires: filetime("2026-11-24T08:59:00Z") }],
    ["locked in 389 Directory Server", { nsAccountLock: "true" }],
    ["disabled in eDirectory", { loginDisabled: "TRUE" }],
    ["locked for good in OpenLDAP", { pwdAccountLockedTime: "000001010000Z" }],
  ])("when it is %s", (_, more) => {
    expect(entryWith(more).isOutOfUse).toBe(true);
  });

  test.each([
    ["enabled in Active Directory", { userAccountControl: "512", accountExpires: filetime("2026-11-25T00:00:00Z") }],
    ["never to expire", { accountExpires: "0" }],
    ["never to expire either", { accountExpires: "9223372036854775807" }],
    ["locked for a while, which strangers can bring about", { pwdAccountLockedTime: "20261124085900Z" }],
  ])("not when it is %s", (_, more) => {
    expect(entryWith(more).isOutOfUse).toBe(false);
  });
});
