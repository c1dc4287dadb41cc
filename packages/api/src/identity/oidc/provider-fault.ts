import {
  AuthorizationResponseError,
  ClientError,
  ResponseBodyError,
  WWWAuthenticateChallengeError,
} from "openid-client";

/** Why a provider could not be asked, or did not vouch for anybody. */
export interface ProviderFault {
  readonly type: "ProviderUnreachable" | "ProviderRefused";
  /** A word of the protocol such as `access_denied`, for the audit log; never what the provider wrote beside it. */
  readonly cause: string;
}

const word = /^[\w.-]{1,60}$/;
const overTheNetwork = /^(OAUTH_TIMEOUT|OAUTH_ABORT|OAUTH_RESPONSE_IS_NOT_CONFORM|OAUTH_RESPONSE_IS_NOT_JSON)$/;

/** @returns what went wrong with a provider; nothing of its own text, which can repeat a secret */
export function providerFault(fault: unknown): ProviderFault {
  if (fault instanceof ResponseBodyError || fault instanceof AuthorizationResponseError) {
    const type = fault.error === "temporarily_unavailable" ? "ProviderUnreachable" : "ProviderRefused";
    return { type, cause: wordOf(fault.error) };
  }
  if (fault instanceof WWWAuthenticateChallengeError) return { type: "ProviderRefused", cause: "invalid_client" };
  const { code = "" } = fault as { code?: string };
  if (fault instanceof ClientError && !overTheNetwork.test(code)) {
    return { type: "ProviderRefused", cause: wordOf(code) };
  }
  return { type: "ProviderUnreachable", cause: wordOf(networkCodeOf(fault) || code) };
}

/** @returns such as `ECONNREFUSED` or `CERT_HAS_EXPIRED`; empty where the network said nothing */
export function networkCodeOf(fault: unknown): string {
  let found: unknown = fault;
  for (let depth = 0; depth < 5 && typeof found === "object" && found !== null; depth += 1) {
    const { code, name, cause } = found as { code?: unknown; name?: unknown; cause?: unknown };
    if (name === "TimeoutError" || code === "OAUTH_TIMEOUT") return "ETIMEDOUT";
    if (typeof code === "string" && !code.startsWith("OAUTH_")) return code;
    found = cause;
  }
  return "";
}

const wordOf = (text: string) => (word.test(text) ? text : "unknown");
