import type { Sql } from "../../platform/sql.ts";
import { closedRules } from "./open-method.ts";
import { isDirectoryKind } from "./sign-in-method-kinds.ts";
import { type SignInMethodRecord, signInMethodRepository } from "./sign-in-method.repository.ts";
import type { SignInMethod, SignInMethodSetUp } from "./sign-in-method.types.ts";

/** @returns what everybody may know of the methods, and what administrators see of them: never a secret */
export function makeSignInMethodsReadModel(reader: Sql) {
  return {
    /** Those that are switched on, in the order of the page. */
    offered: async (): Promise<SignInMethod[]> =>
      (await signInMethodRepository(reader).all())
        .filter(({ isOn }) => isOn)
        .map(({ id, kind, label, position }) => ({ id, kind, label, position })),
    setUp: async (siteOrigin: string): Promise<SignInMethodSetUp[]> =>
      (await signInMethodRepository(reader).all()).map((record) => setUpOf(record, siteOrigin)),
  };
}

function setUpOf(record: SignInMethodRecord, siteOrigin: string): SignInMethodSetUp {
  const { id, kind, label, position, isOn, version, settings, secretSealed } = record;
  return {
    id,
    kind,
    label,
    position,
    isOn,
    version,
    isCredentialKept: secretSealed !== null,
    rules: isDirectoryKind(kind) ? (settings.rules ?? closedRules) : null,
    openIdConnect: kind === "OPENID_CONNECT" ? (settings.kind as SignInMethodSetUp["openIdConnect"]) : null,
    ldap: kind === "LDAP" ? (settings.kind as SignInMethodSetUp["ldap"]) : null,
    redirectUri: kind === "OPENID_CONNECT" ? `${siteOrigin}/auth/oidc/${id}/return` : null,
  };
}
