import type { RefusalTexts } from "../../platform/refusal.ts";
import type { RecentlyChanged } from "./proof-rule.ts";

/** The words of what the proof of who somebody is stands against. */
export const releaseProofTexts: RefusalTexts = {
  RecentlyChanged: ({ until, helpDesk }: RecentlyChanged) => ({
    message: `The way you sign in was changed recently. For safety, no response can be given until ${inWords(until)}. Contact the help desk${helpDesk === null ? "" : ` (${helpDesk})`}.`,
  }),
};

const inWords = (at: Date) => `${at.toISOString().slice(0, 10)} ${at.toISOString().slice(11, 16)} UTC`;
