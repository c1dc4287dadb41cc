import * as client from "openid-client";
import type { Actor } from "../../platform/actor.ts";
import type { Clock } from "../../platform/clock.ts";
import type { UnitOfWork } from "../../platform/unit-of-work.ts";
import type { SignInThrottle } from "../throttle/sign-in-throttle.ts";
import type { DirectoryMethod } from "../sign-in-methods/directory-kind.ts";
import type { OidcSettings } from "./oidc-settings.ts";
import type { ProviderConfiguration } from "./provider-configuration.ts";
import { type ProviderFault, providerFault } from "./provider-fault.ts";
import type { FlowSeal, SignInFlow } from "./sign-in-flow.ts";

/** Who is to be sent where, and for what. */
export interface BeginFlowCommand extends Pick<SignInFlow, "methodId" | "purpose" | "sessionId" | "next"> {
  readonly siteOrigin: string;
  /** Where the browser is, for throttling only. */
  readonly address: string;
}

/** What comes of it. */
export type BeginFlowOutcome =
  /** The browser takes the cookie along and goes to the address. */
  | { readonly type: "FlowBegun"; readonly address: URL; readonly cookie: string }
  | { readonly type: "ReturnUnknown" }
  | ProviderFault;

interface Deps {
  readonly unitOfWork: UnitOfWork;
  readonly clock: Clock;
  readonly throttle: SignInThrottle;
  readonly flows: FlowSeal;
  readonly openMethod: (id: string) => Promise<DirectoryMethod<OidcSettings> | null>;
  readonly configurationOf: ProviderConfiguration;
}

/** A provider that remembers the person for longer asks again; and then says when it last did, which it else may leave out. */
const longestRememberedSeconds = 12 * 60 * 60;

/** @returns the address that a provider sends people back to; each method has its own, so that none stands for another */
export const redirectUriOf = ({ siteOrigin, methodId }: Pick<SignInFlow, "siteOrigin" | "methodId">) =>
  `${siteOrigin}/auth/oidc/${methodId}/return`;

/** Sends somebody to a provider to sign in there. Leaves an entry only where that does not work: nothing was done yet. */
export const makeBeginFlow =
  (deps: Deps) =>
  async (actor: Actor, command: BeginFlowCommand): Promise<BeginFlowOutcome> => {
    const outcome = await begin(deps, command);
    if (outcome.type === "FlowBegun") return outcome;
    // Strangers who go on asking for what is not there leave no more entries than any who guess.
    const attempt = { what: "second factor", account: "", address: command.address, deviceToken: null } as const;
    if ((await deps.throttle.count(attempt)).refuse) return outcome;
    const action = { name: "session.beginOpenIdConnect", success: [] };
    return deps.unitOfWork.audited<BeginFlowOutcome>(action, actor, async ({ concerns }) => {
      if ("cause" in outcome) concerns({ facts: { methodId: command.methodId, cause: outcome.cause } });
      return outcome;
    });
  };

async function begin({ clock, flows, openMethod, configurationOf }: Deps, command: BeginFlowCommand) {
  const { methodId, purpose, sessionId, next, siteOrigin } = command;
  const method = await openMethod(methodId);
  const isForSession = purpose !== "SIGN_IN";
  if (!method || (isForSession && sessionId === null)) return { type: "ReturnUnknown" } as const;
  const flow: SignInFlow = {
    state: client.randomState(),
    nonce: client.randomNonce(),
    codeVerifier: client.randomPKCECodeVerifier(),
    methodId,
    purpose,
    sessionId: isForSession ? sessionId : null,
    next,
    siteOrigin,
    beganAt: clock(),
  };
  try {
    const configuration = await configurationOf(method);
    const address = client.buildAuthorizationUrl(configuration, await questionOf(flow, method.settings));
    return { type: "FlowBegun", address, cookie: flows.close(flow) } as const;
  } catch (fault) {
    return providerFault(fault);
  } finally {
    method.secret?.fill(0);
  }
}

async function questionOf(flow: SignInFlow, { scopes, requiredAcr }: OidcSettings): Promise<Record<string, string>> {
  return {
    redirect_uri: redirectUriOf(flow),
    scope: ["openid", ...scopes.filter((scope) => scope !== "openid")].join(" "),
    state: flow.state,
    nonce: flow.nonce,
    code_challenge: await client.calculatePKCECodeChallenge(flow.codeVerifier),
    code_challenge_method: "S256",
    ...(requiredAcr === null ? {} : { acr_values: requiredAcr }),
    ...(flow.purpose === "SIGN_IN" ? { max_age: String(longestRememberedSeconds) } : { max_age: "0", prompt: "login" }),
  };
}
