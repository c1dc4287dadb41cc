import type { LdapSettingsFieldsFragment } from "../../../graphql/generated/graphql.ts";

/** What a kind of directory calls things. */
export type LdapNames = Pick<
  LdapSettingsFieldsFragment,
  "userFilter" | "usernameAttribute" | "displayNameAttribute" | "emailAttribute" | "idAttribute" | "groupLookup"
>;

/** The kinds of directory that bring their names along. */
export const ldapPresets = {
  ACTIVE_DIRECTORY: {
    userFilter:
      "(&(objectCategory=person)(objectClass=user)(|(sAMAccountName={username})(userPrincipalName={username})))",
    usernameAttribute: "sAMAccountName",
    displayNameAttribute: "displayName",
    emailAttribute: "mail",
    idAttribute: "objectGUID",
    groupLookup: "MEMBER_OF_NESTED",
  },
  OPENLDAP: {
    userFilter: "(&(objectClass=person)(uid={username}))",
    usernameAttribute: "uid",
    displayNameAttribute: "cn",
    emailAttribute: "mail",
    idAttribute: "entryUUID",
    groupLookup: "MEMBER_OF",
  },
} as const satisfies Record<string, LdapNames>;

/** A kind of directory; OTHER once a name was changed by hand. */
export type LdapPreset = keyof typeof ldapPresets | "OTHER";

/** @returns the kind of directory that a draft's names are those of */
export function presetOf(draft: LdapNames): LdapPreset {
  const kinds = Object.keys(ldapPresets) as (keyof typeof ldapPresets)[];
  const isLike = (names: LdapNames) =>
    (Object.keys(names) as (keyof LdapNames)[]).every((name) => draft[name] === names[name]);
  return kinds.find((kind) => isLike(ldapPresets[kind])) ?? "OTHER";
}
