import type { RequestContext } from "../../platform/request-context.ts";
import type { Outcome } from "../../platform/unit-of-work.ts";
import type { SignedInOutcome } from "./admit-person.ts";
import { viewerOf } from "./viewer.ts";

const isSignedIn = (outcome: Outcome | SignedInOutcome): outcome is SignedInOutcome => outcome.type === "SignedIn";

/**
 * From here on the request is the person's who signed in; their token goes into the cookie and not into the answer.
 *
 * @returns what the client receives
 */
export function signedIn(outcome: Outcome | SignedInOutcome, context: RequestContext): object {
  if (!isSignedIn(outcome)) return outcome;
  context.begin(outcome.begun);
  return { type: outcome.type, viewer: viewerOf(context) };
}
