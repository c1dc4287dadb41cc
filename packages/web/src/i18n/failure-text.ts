import type { Failure } from "../graphql/reply.ts";
import { translate } from "./i18n.ts";

/** What stood in the way, in words; null when there is nothing to say because the sign-in page follows. */
export function failureText(failure: Failure | null): string | null {
  if (failure === null) return null;
  switch (failure.type) {
    case "Offline":
      return translate("common.failure.offline");
    case "Forbidden":
      return translate("common.failure.forbidden");
    case "Outdated":
      return translate("common.failure.outdated");
    case "SignedOut":
      return null;
    case "Fault":
      return failure.errorId === null
        ? translate("common.failure.fault")
        : translate("common.failure.faultWithReference", { reference: failure.errorId });
    default:
      return failure satisfies never;
  }
}
