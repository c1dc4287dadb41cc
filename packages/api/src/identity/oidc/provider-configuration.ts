import { createHash } from "node:crypto";
import * as client from "openid-client";
import { isLoopback } from "../../platform/is-loopback.ts";
import type { Clock } from "../../platform/clock.ts";
import type { DirectoryMethod } from "../sign-in-methods/directory-kind.ts";
import type { OidcSettings } from "./oidc-settings.ts";

/** How long a provider has to answer. */
export const providerTimeoutSeconds = 5;
const keptForMs = 10 * 60 * 1000;

/**
 * Reads how providers describe themselves, and keeps it for ten minutes, so that a sign-in costs them one question less.
 *
 * @see OpenID Connect Discovery 1.0
 */
export function makeProviderConfiguration(clock: Clock) {
  const kept = new Map<string, { readonly until: number; readonly configuration: client.Configuration }>();
  return async (method: Pick<DirectoryMethod<OidcSettings>, "settings" | "secret">): Promise<client.Configuration> => {
    const now = clock().getTime();
    const { issuer, clientId } = method.settings;
    const secretHash = createHash("sha256")
      .update(method.secret ?? "")
      .digest("hex");
    const key = JSON.stringify([issuer, clientId, secretHash]);
    const found = kept.get(key);
    if (found && found.until > now && found.until - now <= keptForMs) return found.configuration;
    const configuration = await discovered(method);
    for (const [other, { until }] of kept) if (until <= now) kept.delete(other);
    kept.set(key, { until: now + keptForMs, configuration });
    return configuration;
  };
}

/** What knows how to speak to providers. */
export type ProviderConfiguration = ReturnType<typeof makeProviderConfiguration>;

async function discovered({
  settings: { issuer, clientId },
  secret,
}: Pick<DirectoryMethod<OidcSettings>, "settings" | "secret">): Promise<client.Configuration> {
  const isHere = new URL(issuer).protocol === "http:";
  const found = await client.discovery(new URL(issuer), clientId, undefined, client.None(), {
    timeout: providerTimeoutSeconds,
    execute: isHere ? [client.allowInsecureRequests] : [],
  });
  const metadata = found.serverMetadata();
  if (isHere) requireOnlyHere(metadata);
  const authentication = authenticationFor(metadata, secret);
  const configuration = new client.Configuration(metadata, clientId, undefined, authentication);
  configuration.timeout = providerTimeoutSeconds;
  if (isHere) client.allowInsecureRequests(configuration);
  // The signature is checked as well, not only the connection over which the token came.
  client.enableNonRepudiationChecks(configuration);
  return configuration;
}

/** @returns how we prove to the provider who we are: the way it prefers of those that a secret allows */
export function authenticationFor(metadata: client.ServerMetadata, secret: Uint8Array | null): client.ClientAuth {
  if (secret === null) return client.None();
  const text = new TextDecoder().decode(secret);
  const ways = metadata.token_endpoint_auth_methods_supported;
  const isPost = ways !== undefined && !ways.includes("client_secret_basic") && ways.includes("client_secret_post");
  return isPost ? client.ClientSecretPost(text) : client.ClientSecretBasic(text);
}

/** A provider on this machine may do without encryption, and must not send us elsewhere without it. */
function requireOnlyHere({ token_endpoint, jwks_uri, userinfo_endpoint }: client.ServerMetadata): void {
  for (const address of [token_endpoint, jwks_uri, userinfo_endpoint]) {
    const url = address === undefined ? null : new URL(address);
    if (url && url.protocol === "http:" && !isLoopback(url.hostname)) {
      throw new client.ClientError("only this machine is asked without encryption");
    }
  }
}
