import * as client from "openid-client";
import type { DirectoryClaims } from "../directory/directory-claims.ts";
import type { DirectoryMethod } from "../sign-in-methods/directory-kind.ts";
import { redirectUriOf } from "./begin-flow.ts";
import { claimsFrom } from "./claims-from.ts";
import type { OidcSettings } from "./oidc-settings.ts";
import type { ProviderConfiguration } from "./provider-configuration.ts";
import { type ProviderFault, providerFault } from "./provider-fault.ts";
import type { SignInFlow } from "./sign-in-flow.ts";

/** What comes of asking a provider whom it sent back. */
export type ExchangeOutcome =
  | { readonly type: "Vouched"; readonly claims: DirectoryClaims }
  /** It is them, and it was not checked as strongly or as lately as is asked for here. */
  | { readonly type: "ProofTooWeak" }
  | ProviderFault;

/** Clocks of two machines differ. */
const skewMs = 60_000;

/**
 * Exchanges the code with which a provider sent somebody back for who they are. Checked on the way: state, issuer of the
 * answer, PKCE, signature, issuer, audience, nonce and times of the token, and that all of it is about the same person.
 *
 * @param answer - what followed the `?` in the address that the provider sent the browser to
 * @see OpenID Connect Core 1.0, 3.1.3; RFC 9207; RFC 9700
 */
export async function exchangeCode(
  configurationOf: ProviderConfiguration,
  method: DirectoryMethod<OidcSettings>,
  { flow, answer }: { flow: SignInFlow; answer: string },
): Promise<ExchangeOutcome> {
  try {
    const configuration = await configurationOf(method);
    const back = new URL(`${redirectUriOf(flow)}?${answer}`);
    const tokens = await client.authorizationCodeGrant(configuration, back, {
      pkceCodeVerifier: flow.codeVerifier,
      expectedState: flow.state,
      expectedNonce: flow.nonce,
      idTokenExpected: true,
    });
    const idToken = tokens.claims();
    if (!idToken) return { type: "ProviderRefused", cause: "no_id_token" };
    const isToBeAsked = configuration.serverMetadata().userinfo_endpoint !== undefined;
    const more = isToBeAsked ? await client.fetchUserInfo(configuration, tokens.access_token, idToken.sub) : {};
    const claims = claimsFrom({ ...more, ...idToken }, method);
    if (claims === null) return { type: "ProviderRefused", cause: "claims_unusable" };
    return isStrong(idToken, claims, { method, flow }) ? { type: "Vouched", claims } : { type: "ProofTooWeak" };
  } catch (fault) {
    return providerFault(fault);
  }
}

function isStrong(
  { acr }: client.IDToken,
  { authenticatedAt }: DirectoryClaims,
  { method, flow }: { method: DirectoryMethod<OidcSettings>; flow: SignInFlow },
): boolean {
  const { requiredAcr } = method.settings;
  if (requiredAcr !== null && acr !== requiredAcr) return false;
  if (flow.purpose === "SIGN_IN") return true;
  return authenticatedAt !== null && authenticatedAt.getTime() >= flow.beganAt.getTime() - skewMs;
}
