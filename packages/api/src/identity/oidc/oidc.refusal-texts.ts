import type { RefusalTexts } from "../../platform/refusal.ts";

/** The words of what is refused about signing in at another site. */
export const oidcRefusalTexts: RefusalTexts = {
  ProviderRefused: () => ({ message: "The other site didn't sign you in. Try again, or use another way." }),
  ProviderUnreachable: () => ({ message: "The other site can't be reached now. Use another way, or try again later." }),
  ReturnUnknown: () => ({
    message: "This sign-in took too long, or began in another browser. Start signing in again.",
  }),
  ProofTooWeak: () => ({
    message: "The other site didn't check strongly enough that it's you. Start signing in again.",
  }),
  IdentityTaken: () => ({ message: "This account is linked already. Unlink it there first." }),
  IdentityStays: () => ({
    message: "Your account here came from there and can't be unlinked. Contact the help desk.",
  }),
  IdentityNotFound: () => ({ message: "There is no such account among yours.", field: ["methodId"] }),
};
