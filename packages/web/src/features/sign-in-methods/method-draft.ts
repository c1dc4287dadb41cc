import type { MatchRule, SaveSignInMethodInput, SignInMethodKind } from "../../graphql/generated/graphql.ts";
import { emptyLdapDraft, ldapDraftOf, ldapInputOf, type LdapDraft } from "./ldap/ldap-draft.ts";
import type { ShownMethod } from "./useSignInMethods.ts";

/** The kinds that can be added. */
export type AddedKind = Extract<SignInMethodKind, "OPENID_CONNECT" | "LDAP">;

/** How a provider is reached, as it is typed. */
export interface OpenIdConnectDraft {
  issuer: string;
  clientId: string;
  /** With spaces between. */
  scopes: string;
  usernameClaim: string;
  groupsClaim: string;
  requiredAcr: string;
  trustsSecondFactor: boolean;
}

/** How a method is to be set up, as it is typed. */
export interface MethodDraft {
  id: string;
  version: number | null;
  kind: AddedKind;
  label: string;
  isOn: boolean;
  secret: string;
  isCredentialKept: boolean;
  matchBy: MatchRule;
  createPeople: boolean;
  requiredGroup: string;
  openIdConnect: OpenIdConnectDraft;
  ldap: LdapDraft;
}

const emptyProvider = (): OpenIdConnectDraft => ({
  issuer: "",
  clientId: "",
  scopes: "profile email",
  usernameClaim: "preferred_username",
  groupsClaim: "groups",
  requiredAcr: "",
  trustsSecondFactor: false,
});

/** A random identifier also where the page came without encryption, and browsers keep theirs back. */
function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

/** @returns an empty draft of a new method */
export function newMethodDraft(kind: AddedKind): MethodDraft {
  return {
    id: newId(),
    version: null,
    kind,
    label: "",
    isOn: true,
    secret: "",
    isCredentialKept: false,
    matchBy: "NEVER",
    createPeople: true,
    requiredGroup: "",
    openIdConnect: emptyProvider(),
    ldap: emptyLdapDraft(),
  };
}

/** @returns a draft of a method that is there; null for what is built in */
export function methodDraftOf(method: ShownMethod): MethodDraft | null {
  const { id, version, kind, label, isOn, isCredentialKept, rules, openIdConnect, ldap } = method;
  if (kind !== "OPENID_CONNECT" && kind !== "LDAP") return null;
  const { scopes = [], requiredAcr, ...provider } = openIdConnect ?? {};
  return {
    ...newMethodDraft(kind),
    id,
    version,
    label,
    isOn,
    isCredentialKept,
    matchBy: rules?.matchBy ?? "NEVER",
    createPeople: rules?.createPeople ?? false,
    requiredGroup: rules?.requiredGroup ?? "",
    openIdConnect: { ...emptyProvider(), ...provider, scopes: scopes.join(" "), requiredAcr: requiredAcr ?? "" },
    ldap: ldap ? ldapDraftOf(ldap) : emptyLdapDraft(),
  };
}

/** @returns a draft as the server takes it; an empty secret leaves the kept one */
export function methodInputOf(draft: MethodDraft): SaveSignInMethodInput {
  const { id, version, kind, label, isOn, secret, matchBy, createPeople, requiredGroup } = draft;
  return {
    id,
    version,
    kind,
    label: label.trim(),
    isOn,
    secret: secret === "" ? null : secret,
    rules: { matchBy, createPeople, requiredGroup: requiredGroup.trim() || null },
    openIdConnect: kind === "OPENID_CONNECT" ? providerInputOf(draft.openIdConnect) : null,
    ldap: kind === "LDAP" ? ldapInputOf(draft.ldap) : null,
  };
}

function providerInputOf({ issuer, clientId, scopes, usernameClaim, groupsClaim, ...rest }: OpenIdConnectDraft) {
  return {
    issuer: issuer.trim(),
    clientId: clientId.trim(),
    scopes: scopes.split(/\s+/).filter((scope) => scope !== ""),
    usernameClaim: usernameClaim.trim() || null,
    groupsClaim: groupsClaim.trim() || null,
    requiredAcr: rest.requiredAcr.trim() || null,
    trustsSecondFactor: rest.trustsSecondFactor,
  };
}

/** @returns the address that a provider sends people back to */
export function redirectUriOf({ id }: Pick<MethodDraft, "id">): string {
  return `${location.origin}/auth/oidc/${id}/return`;
}
