import type { RefusalTexts } from "../../platform/refusal.ts";

/** The words of what is refused about the proof that a profile wants. */
export const profileProofTexts: RefusalTexts = {
  ProofSettingsUnusable: ({ at }: { at: readonly string[] }) => ({
    message: at.includes("freshProofSeconds")
      ? "Enter 30 seconds or more, and 8 hours or less"
      : "Enter 0 hours or more, and 30 days or less",
    field: at,
  }),
};
