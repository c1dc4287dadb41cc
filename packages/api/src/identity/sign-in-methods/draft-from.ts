import type { MethodDraft } from "./planned-method.ts";
import type { DirectoryKindName } from "./sign-in-method-kinds.ts";
import type { SignInMethodInput } from "./sign-in-method.types.ts";

const kinds: Readonly<Record<string, DirectoryKindName | undefined>> = {
  OPENID_CONNECT: "OPENID_CONNECT",
  LDAP: "LDAP",
};

/** @returns what an administrator typed as a draft; null for a kind that is built in */
export function draftFrom(input: SignInMethodInput): MethodDraft | null {
  const kind = kinds[input.kind];
  if (kind === undefined) return null;
  const { id, label, isOn, rules, openIdConnect, ldap } = input;
  const { matchBy, createPeople, requiredGroup } = rules;
  return {
    id,
    version: input.version ?? null,
    kind,
    label,
    isOn,
    secret: input.secret ?? null,
    rules: { matchBy, createPeople, requiredGroup: requiredGroup?.trim() || null },
    settings: kind === "OPENID_CONNECT" ? openIdConnect : ldap,
  };
}
