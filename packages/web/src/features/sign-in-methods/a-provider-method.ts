import type { ShownMethod } from "./useSignInMethods.ts";

/** A provider as tests have it. */
export function aProviderMethod(changes: Partial<ShownMethod> = {}): ShownMethod {
  return {
    id: "7a2676a9-506e-4641-be86-b9071163916b",
    kind: "OPENID_CONNECT",
    label: "Example ID",
    position: 3,
    isOn: true,
    version: 3,
    isCredentialKept: true,
    redirectUri: "http://localhost/auth/oidc/7a2676a9-506e-4641-be86-b9071163916b/return",
    rules: { matchBy: "EMAIL", createPeople: false, requiredGroup: "cards" },
    openIdConnect: {
      issuer: "https://login.example.org",
      clientId: "unlatch",
      scopes: ["profile", "email"],
      usernameClaim: "preferred_username",
      groupsClaim: "groups",
      requiredAcr: null,
      trustsSecondFactor: true,
    },
    ldap: null,
    ...changes,
  };
}
