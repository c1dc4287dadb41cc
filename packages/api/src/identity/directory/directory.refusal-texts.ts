import type { RefusalTexts } from "../../platform/refusal.ts";

/** The words of what is refused about people who come from a directory. */
export const directoryRefusalTexts: RefusalTexts = {
  DirectoryUnavailable: () => ({
    message: "The directory can't be reached just now. Try another way to sign in, or contact the help desk.",
  }),
  NoAccountHere: () => ({ message: "There is no account here for you. Contact the help desk." }),
  DirectoryAccessEnded: () => ({
    message: "Your organisation's directory doesn't let you in here. Contact the help desk.",
  }),
};
