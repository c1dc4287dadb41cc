import type { RefusalTexts } from "../../platform/refusal.ts";
import type { SignInMethodUnusable } from "./directory-kind.ts";

/** The words of what is refused about the methods to sign in with. */
export const signInMethodRefusalTexts: RefusalTexts = {
  SignInMethodUnusable: ({ message, field }: SignInMethodUnusable) => ({ message, field }),
  SignInMethodFails: ({ reason }: { reason: string }) => ({ message: reason }),
  SignInMethodNotFound: () => ({ message: "There is no such method. Go back to the list of methods.", field: ["id"] }),
  SignInMethodChanged: () => ({ message: "Somebody changed the methods meanwhile. Load the page again." }),
};
