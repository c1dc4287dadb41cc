import type { RefusalTexts } from "../../platform/refusal.ts";

/** The words of what is refused about people who come from a directory. */
export const directoryRefusalTexts: RefusalTexts = {
  NoAccountHere: () => ({ message: "There is no account here for you. Contact the help desk." }),
  DirectoryAccessEnded: () => ({
    message: "Your organisation's directory doesn't let you in here. Contact the help desk.",
  }),
};
