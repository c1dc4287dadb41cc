import type { DirectoryKind } from "../sign-in-methods/directory-kind.ts";
import { type OidcSettings, readOidcSettings } from "./oidc-settings.ts";
import { testProvider } from "./test-provider.ts";

/** Signing in at another site that vouches for the person. @see OpenID Connect Core 1.0 */
export const openIdConnectKind: DirectoryKind<OidcSettings> = {
  kind: "OPENID_CONNECT",
  read: readOidcSettings,
  secretGoesTo: ({ issuer, clientId }) => `${issuer} ${clientId}`,
  subjectsComeFrom: ({ issuer }) => issuer,
  test: testProvider,
};
