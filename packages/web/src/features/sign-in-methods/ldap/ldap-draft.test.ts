import { expect, test } from "vitest";
import { emptyLdapDraft, ldapDraftOf, ldapInputOf } from "./ldap-draft.ts";
import { ldapPresets, presetOf } from "./ldap-presets.ts";

const draft = {
  ...emptyLdapDraft(),
  urls: " ldaps://one.example.org\nldaps://two.example.org, \n",
  caPem: "  ",
  sampleUsername: " ada ",
};

test("addresses are one a line, and what is empty is not there", () => {
  expect(ldapInputOf(draft)).toMatchObject({
    urls: ["ldaps://one.example.org", "ldaps://two.example.org"],
    caPem: null,
    sampleUsername: "ada",
  });
});

test("what was kept can be changed and is sent again as it was", () => {
  const input = ldapInputOf(draft);
  expect(ldapInputOf(ldapDraftOf(input))).toEqual(input);
});

test("begins with the names of Active Directory, and knows when they are nobody's any more", () => {
  expect(presetOf(emptyLdapDraft())).toBe("ACTIVE_DIRECTORY");
  expect(presetOf({ ...emptyLdapDraft(), ...ldapPresets.OPENLDAP })).toBe("OPENLDAP");
  expect(presetOf({ ...emptyLdapDraft(), emailAttribute: "otherMailbox" })).toBe("OTHER");
});
