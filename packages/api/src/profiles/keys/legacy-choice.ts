import type { CardType } from "@unlatch/core/challenge/card-types";
import type { StrictModeRefusesLegacy } from "../../keys/index.ts";

/** The longest reason for 3DES, in characters. */
export const longestReason = 500;

/** 3DES was chosen without a reason, or with one that is too long to keep. */
export interface LegacyReasonMissing {
  readonly type: "LegacyReasonMissing";
}

/** A choice that may be one for 3DES, decided. */
export type LegacyChoice =
  /** `reason` is null where nothing legacy was chosen. */
  { readonly type: "Chosen"; readonly reason: string | null } | LegacyReasonMissing | StrictModeRefusesLegacy;

/** Decides whether cards may answer as chosen: AES without a word, 3DES with a reason, and never where it is refused. */
export function legacyChoice(
  { cipher }: Pick<CardType, "cipher">,
  { typedReason, isStrict }: { readonly typedReason: string | null | undefined; readonly isStrict: boolean },
): LegacyChoice {
  if (cipher !== "3DES") return { type: "Chosen", reason: null };
  if (isStrict) return { type: "StrictModeRefusesLegacy" };
  const reason = (typedReason ?? "").replace(/[\p{Cc}\s]+/gu, " ").trim();
  const isUsable = reason !== "" && [...reason].length <= longestReason;
  return isUsable ? { type: "Chosen", reason } : { type: "LegacyReasonMissing" };
}
