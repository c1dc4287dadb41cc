import type { DirectoryMethod } from "../sign-in-methods/directory-kind.ts";
import type { LdapSettings } from "./client/ldap-settings.ts";
import type { DirectoryAccess } from "./client/open-directory.ts";

/** @returns how a method's directory is reached and asked; its secret is wiped */
export function accessTo({ settings, rules, secret }: DirectoryMethod<LdapSettings>): DirectoryAccess {
  const bindPassword = new TextDecoder().decode(secret ?? new Uint8Array());
  secret?.fill(0);
  return { settings, requiredGroup: rules.requiredGroup, bindPassword };
}
