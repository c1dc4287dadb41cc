import { Field, InputType, ObjectType, registerEnumType } from "type-graphql";
import { enumOf } from "../../platform/enum-of.ts";
import { type GroupLookup, groupLookups } from "./client/ldap-settings.ts";

/** The ways to look up a membership as the schema names them. */
export const GroupLookupEnum = enumOf(groupLookups);
registerEnumType(GroupLookupEnum, {
  name: "GroupLookup",
  description: "How membership in a group of a directory is looked up.",
  valuesConfig: {
    MEMBER_OF: { description: "In the person's `memberOf`." },
    MEMBER_OF_NESTED: { description: "In the person's `memberOf`, through groups in groups: Active Directory." },
    GROUP_ENTRY: { description: "In the group's own entry: `member`, `uniqueMember` or `memberUid`." },
  },
});

@ObjectType({ description: "How a directory is reached and asked. The password of its reading account is not here." })
export class LdapSettings {
  @Field(() => [String], { description: "Its addresses, `ldaps://` or `ldap://`, tried in this order." })
  urls: readonly string[];

  @Field(() => Boolean, { description: "Whether `ldap://` turns to TLS before anything is said." })
  startTls: boolean;

  @Field(() => String, {
    nullable: true,
    description: "Authorities that may vouch for the directory, as PEM; null: those of the machine.",
  })
  caPem: string | null;

  @Field(() => String, { description: "The account that reads the directory." })
  bindDn: string;

  @Field(() => String, { description: "Below which people are looked for." })
  baseDn: string;

  @Field(() => String, { description: "Finds a person: an RFC 4515 filter with `{username}` in it." })
  userFilter: string;

  @Field(() => String, { description: "The attribute with the user name." })
  usernameAttribute: string;

  @Field(() => String, { description: "The attribute with what people call the person." })
  displayNameAttribute: string;

  @Field(() => String, { description: "The attribute with the mail address." })
  emailAttribute: string;

  @Field(() => String, { description: "The attribute that never changes: `entryUUID`, `objectGUID`." })
  idAttribute: string;

  @Field(() => GroupLookupEnum, { description: "How membership in the group of the rules is looked up." })
  groupLookup: GroupLookup;

  @Field(() => Boolean, { description: "Whether people cannot write their own mail address in the directory." })
  vouchesForEmail: boolean;

  @Field(() => String, { nullable: true, description: "Somebody to look for when this is tested; null: anybody." })
  sampleUsername: string | null;
}

@InputType({ description: "How a directory is to be reached and asked." })
export class LdapSettingsInput {
  @Field(() => [String], {
    description:
      "One to five addresses, tried in this order: `ldaps://`, or `ldap://` with StartTLS or on this machine.",
  })
  urls: string[];

  @Field(() => Boolean, { description: "Whether `ldap://` turns to TLS before anything is said." })
  startTls: boolean;

  @Field(() => String, {
    nullable: true,
    description: "Authorities that may vouch for the directory, as PEM; null: those of the machine.",
  })
  caPem?: string | null;

  @Field(() => String, { description: "The account that reads the directory: its DN, or `name@domain`." })
  bindDn: string;

  @Field(() => String, { description: "Below which people are looked for: a DN." })
  baseDn: string;

  @Field(() => String, { description: "Finds a person: an RFC 4515 filter with `{username}` in it." })
  userFilter: string;

  @Field(() => String, { description: "The attribute with the user name: `uid`, `sAMAccountName`." })
  usernameAttribute: string;

  @Field(() => String, { description: "The attribute with what people call the person: `displayName`, `cn`." })
  displayNameAttribute: string;

  @Field(() => String, { description: "The attribute with the mail address: `mail`." })
  emailAttribute: string;

  @Field(() => String, { description: "The attribute that never changes: `entryUUID`, `objectGUID`." })
  idAttribute: string;

  @Field(() => GroupLookupEnum, { description: "How membership in the group of the rules, a DN, is looked up." })
  groupLookup: GroupLookup;

  @Field(() => Boolean, {
    description: "Whether people cannot write their own mail address in the directory, so that it counts as confirmed.",
  })
  vouchesForEmail: boolean;

  @Field(() => String, { nullable: true, description: "Somebody to look for when this is tested; null: anybody." })
  sampleUsername?: string | null;
}
