import type { LdapSettingsFieldsFragment } from "../../../graphql/generated/graphql.ts";
import { ldapPresets } from "./ldap-presets.ts";

/** How a directory is reached and asked, as an administrator types it. */
export interface LdapDraft {
  /** One address a line. */
  urls: string;
  startTls: boolean;
  caPem: string;
  bindDn: string;
  baseDn: string;
  userFilter: string;
  usernameAttribute: string;
  displayNameAttribute: string;
  emailAttribute: string;
  idAttribute: string;
  groupLookup: LdapSettingsFieldsFragment["groupLookup"];
  vouchesForEmail: boolean;
  sampleUsername: string;
}

/** How a directory is reached and asked, as the server takes it. */
export type LdapInput = Omit<LdapDraft, "urls" | "caPem" | "sampleUsername"> & {
  urls: string[];
  caPem: string | null;
  sampleUsername: string | null;
};

/** @returns a draft to begin with: empty, with the names of Active Directory */
export function emptyLdapDraft(): LdapDraft {
  const places = { urls: "", startTls: false, caPem: "", bindDn: "", baseDn: "" };
  return { ...places, ...ldapPresets.ACTIVE_DIRECTORY, vouchesForEmail: false, sampleUsername: "" };
}

/** @returns what is kept, as a draft to change it */
export function ldapDraftOf({ urls, caPem, sampleUsername, ...kept }: LdapSettingsFieldsFragment): LdapDraft {
  return { ...kept, urls: urls.join("\n"), caPem: caPem ?? "", sampleUsername: sampleUsername ?? "" };
}

/** @returns a draft as the server takes it */
export function ldapInputOf({ urls, caPem, sampleUsername, ...rest }: LdapDraft): LdapInput {
  return {
    ...rest,
    urls: urls.split(/[\s,]+/).filter((url) => url !== ""),
    caPem: caPem.trim() || null,
    sampleUsername: sampleUsername.trim() || null,
  };
}

/** The id of a field of the directory's settings, by the name of the field in the schema. */
export const ldapFieldId = (field: string): string => `ldap-${field}`;
