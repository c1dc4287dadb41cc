import * as client from "openid-client";
import type { DirectoryMethod, MethodTest, TestedStep } from "../sign-in-methods/directory-kind.ts";
import type { OidcSettings } from "./oidc-settings.ts";
import { authenticationFor, providerTimeoutSeconds } from "./provider-configuration.ts";
import { networkCodeOf, providerFault } from "./provider-fault.ts";

/** A step did not go well: what was tried, and what to mend. */
class StepFailed extends Error {
  constructor(
    readonly step: string,
    readonly reason: string,
  ) {
    super(step);
  }
}

interface Trial {
  readonly method: DirectoryMethod<OidcSettings>;
  readonly redirectUri: string;
  readonly done: TestedStep[];
}

type Description = client.ServerMetadata & { readonly [key: string]: unknown };

/** Tests a provider as far as that goes without a person: step by step, each named with what to mend. */
export async function testProvider(method: DirectoryMethod<OidcSettings>, siteOrigin: string): Promise<MethodTest> {
  const trial = { method, redirectUri: `${siteOrigin}/auth/oidc/${method.id}/return`, done: [] as TestedStep[] };
  try {
    const description = await readDescription(trial);
    checkIssuer(trial, description);
    await readKeys(trial, description);
    checkFlow(trial, description);
    await askTokenEndpoint(trial, description);
    await askAuthorizationEndpoint(trial, description);
    return { type: "SignInMethodWorks", steps: trial.done };
  } catch (fault) {
    if (!(fault instanceof StepFailed)) throw fault;
    return { type: "SignInMethodFails", steps: trial.done, step: fault.step, reason: fault.reason };
  }
}

const went = ({ done }: Trial, title: string, detail: string | null = null) => void done.push({ title, detail });

async function readDescription(trial: Trial): Promise<Description> {
  const step = "The provider's description was read";
  const address = `${trial.method.settings.issuer.replace(/\/$/, "")}/.well-known/openid-configuration`;
  const read = await jsonAt(address, step);
  if (typeof read !== "object" || read === null) {
    throw new StepFailed(step, `${address} holds no description of a provider. Check the issuer.`);
  }
  went(trial, step, address);
  return read as Description;
}

function checkIssuer(trial: Trial, { issuer }: Description): void {
  const step = "The issuer is the one that was entered";
  const wanted = trial.method.settings.issuer;
  if (issuer !== wanted) {
    const said = typeof issuer === "string" ? `"${issuer.slice(0, 200)}"` : "something else";
    throw new StepFailed(step, `The provider calls itself ${said}. Enter exactly that as the issuer.`);
  }
  went(trial, step, wanted);
}

async function readKeys(trial: Trial, { jwks_uri }: Description): Promise<void> {
  const step = "The provider's keys were read";
  if (jwks_uri === undefined) throw new StepFailed(step, "The description names no jwks_uri. Ask the provider.");
  const { keys } = ((await jsonAt(jwks_uri, step)) ?? {}) as { keys?: unknown };
  const count = Array.isArray(keys) ? keys.length : 0;
  if (count === 0) throw new StepFailed(step, "The provider publishes no keys to check its signatures with.");
  went(trial, step, count === 1 ? "1 key" : `${count} keys`);
}

function checkFlow(trial: Trial, description: Description): void {
  const step = "The code flow with PKCE (S256) is offered";
  const { authorization_endpoint: at, token_endpoint: tokens, response_types_supported: types } = description;
  if (!at || !tokens || (types && !types.includes("code"))) {
    throw new StepFailed(step, "The provider offers no code flow. Switch it on for this client at the provider.");
  }
  const ways = description.code_challenge_methods_supported;
  if (ways && !ways.includes("S256")) {
    throw new StepFailed(step, "The provider offers no PKCE with S256. Switch it on at the provider.");
  }
  went(trial, step, ways ? null : "The description does not say so. It is used all the same.");
}

/** A code that is none: whoever knows us answers that the code is wrong, and not that we are. */
async function askTokenEndpoint(trial: Trial, description: Description): Promise<void> {
  const step = "The provider knows this client";
  const { clientId, issuer } = trial.method.settings;
  const configuration = configurationOf(trial.method, description);
  const back = new URL(`${trial.redirectUri}?code=test&iss=${encodeURIComponent(issuer)}`);
  try {
    await client.authorizationCodeGrant(configuration, back, { pkceCodeVerifier: client.randomPKCECodeVerifier() });
    went(trial, step);
  } catch (fault) {
    const { type, cause } = providerFault(fault);
    if (cause === "invalid_grant") return went(trial, step, clientId);
    if (type === "ProviderUnreachable") throw new StepFailed(step, unreachable("token endpoint", fault));
    if (cause === "invalid_client" || cause === "unauthorized_client") {
      throw new StepFailed(step, "The provider does not accept client ID and secret. Check both.");
    }
    went(trial, step, "The provider did not say so clearly. Signing in will show.");
  }
}

function configurationOf({ settings, secret }: DirectoryMethod<OidcSettings>, description: Description) {
  const authentication = authenticationFor(description, secret);
  const configuration = new client.Configuration(description, settings.clientId, undefined, authentication);
  configuration.timeout = providerTimeoutSeconds;
  if (settings.issuer.startsWith("http:")) client.allowInsecureRequests(configuration);
  return configuration;
}

/** Asks without a person: whoever knows the way back sends us there, saying that nobody is signed in. */
async function askAuthorizationEndpoint(trial: Trial, description: Description): Promise<void> {
  const step = "The provider sends people back here";
  const { method, redirectUri } = trial;
  const asked = client.buildAuthorizationUrl(configurationOf(method, description), {
    redirect_uri: redirectUri,
    scope: ["openid", ...method.settings.scopes].join(" "),
    state: client.randomState(),
    nonce: client.randomNonce(),
    code_challenge: await client.calculatePKCECodeChallenge(client.randomPKCECodeVerifier()),
    code_challenge_method: "S256",
    prompt: "none",
  });
  const answer = await got(asked, step);
  await answer.body?.cancel();
  const location = answer.headers.get("location") ?? "";
  if (location.startsWith(`${redirectUri}?`)) {
    const error = new URL(location).searchParams.get("error");
    if (error !== "invalid_scope") return went(trial, step, redirectUri);
    throw new StepFailed(step, "The provider does not give this client these scopes. Change the scopes.");
  }
  if (answer.status >= 400) {
    throw new StepFailed(step, `Register ${redirectUri} as an address to send people back to at the provider.`);
  }
  went(trial, step, "The provider did not say so without a person. Signing in will show.");
}

async function got(address: string | URL, step: string): Promise<Response> {
  const url = new URL(address);
  try {
    return await fetch(url, { redirect: "manual", signal: AbortSignal.timeout(providerTimeoutSeconds * 1000) });
  } catch (fault) {
    throw new StepFailed(step, unreachable(url.host, fault));
  }
}

async function jsonAt(address: string, step: string): Promise<unknown> {
  const answer = await got(address, step);
  if (!answer.ok) {
    throw new StepFailed(step, `${address} answered with ${answer.status}. Check the issuer.`);
  }
  return answer.json().catch(() => null);
}

const reasons: readonly (readonly [RegExp, string])[] = [
  [/^(ENOTFOUND|EAI_AGAIN)$/, "its name is not known. Check the name and this server's DNS"],
  [/^ECONNREFUSED$/, "nothing answers there. Check the port, and whether it runs"],
  [/^(ETIMEDOUT|UND_ERR_\w*TIMEOUT)$/, "it does not answer in time. Check the firewall"],
  [/CERT|SIGNATURE|TLS|SSL|ALTNAME/, "its certificate is not trusted. Give Node its authority by NODE_EXTRA_CA_CERTS"],
];

function unreachable(place: string, fault: unknown): string {
  const code = networkCodeOf(fault);
  const why = reasons.find(([pattern]) => pattern.test(code))?.[1] ?? `it cannot be reached (${code || "no answer"})`;
  return `${place}: ${why}.`;
}
