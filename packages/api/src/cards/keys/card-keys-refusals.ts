import type { RefusalTexts } from "../../platform/refusal.ts";
import type { CardKeyDoesNotFit } from "./save-card-keys.ts";

/** The words of what can be refused about what a card has otherwise than its profile. */
export const cardKeysRefusalTexts: RefusalTexts = {
  KeySourceNotSetUp: () => ({
    message: "The card's profile is not set up for this source, or this card type doesn't take it. Choose another.",
    field: ["keySourceOverride"],
  }),
  CardKeyDoesNotFit: ({ cause }: CardKeyDoesNotFit) => ({
    message:
      cause === "MISSING"
        ? "This card has no key of its own. Import its key first."
        : "The card's key doesn't fit this card type. Import its key for that type first.",
    field: ["cardTypeOverride"],
  }),
};
