import type { RefusalTexts } from "../../platform/refusal.ts";
import type { StrictCryptographyRefuses } from "./key-rules.ts";

/** The words of what the rules about keys refuse. */
export const keyRuleRefusalTexts: RefusalTexts = {
  StrictCryptographyRefuses: ({ reference }: StrictCryptographyRefuses) => ({
    message: `This card uses 3DES, which your organisation no longer allows. Contact the help desk (reference ${reference}).`,
  }),
  ChallengeLooksDerived: () => ({
    message: "That isn't a challenge a card would show. Check what your computer shows now.",
    field: ["challenge"],
  }),
};
