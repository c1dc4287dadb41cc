import {
  browserSupportsWebAuthn,
  browserSupportsWebAuthnAutofill,
  startAuthentication,
  startRegistration,
  WebAuthnAbortService,
  WebAuthnError,
} from "@simplewebauthn/browser";

/** What came of asking an authenticator: what to send to the server, or why there is nothing. */
export type AuthenticatorAnswer =
  | { readonly type: "Signed"; readonly json: string }
  | { readonly type: "AlreadyThere" }
  | { readonly type: "NothingSigned" };

/** Whether this browser has passkeys at all; without a secure connection none has. */
export const hasPasskeys = browserSupportsWebAuthn;

/** Whether this browser offers passkeys among the suggestions of a user name field. */
export const suggestsPasskeys = browserSupportsWebAuthnAutofill;

/**
 * Has a passkey sign in the browser's own dialog, or, when `isSuggested`, once the person picks one of the suggestions
 * under the user name field. A newer question takes the place of one that waits.
 */
export async function signWithPasskey(optionsJson: string, isSuggested = false): Promise<AuthenticatorAnswer> {
  return answerOf(() =>
    startAuthentication({
      optionsJSON: JSON.parse(optionsJson) as Parameters<typeof startAuthentication>[0]["optionsJSON"],
      useBrowserAutofill: isSuggested,
    }),
  );
}

/** Has a passkey made by the browser's own dialog. */
export async function makePasskey(optionsJson: string): Promise<AuthenticatorAnswer> {
  return answerOf(() =>
    startRegistration({
      optionsJSON: JSON.parse(optionsJson) as Parameters<typeof startRegistration>[0]["optionsJSON"],
    }),
  );
}

/** Takes back a question that still waits for the person. */
export function stopAskingAuthenticator(): void {
  WebAuthnAbortService.cancelCeremony();
}

async function answerOf(ask: () => Promise<object>): Promise<AuthenticatorAnswer> {
  try {
    return { type: "Signed", json: JSON.stringify(await ask()) };
  } catch (error) {
    const isThere = error instanceof WebAuthnError && error.code === "ERROR_AUTHENTICATOR_PREVIOUSLY_REGISTERED";
    return { type: isThere ? "AlreadyThere" : "NothingSigned" };
  }
}
