import { SealBroken } from "@unlatch/core/keys/seal";
import { KekUnavailable } from "./providers/key-provider.ts";

/** @returns what a fault in opening a sealed key means for that key; null: it is no such fault, and is to be thrown on */
export function troubleOf(
  fault: unknown,
): "SEALED_UNDER_ANOTHER_KEY" | "SEAL_BROKEN" | "KEY_PROVIDER_UNAVAILABLE" | null {
  if (fault instanceof SealBroken) return "SEAL_BROKEN";
  if (!(fault instanceof KekUnavailable)) return null;
  return fault.reason === "elsewhere" ? "SEALED_UNDER_ANOTHER_KEY" : "KEY_PROVIDER_UNAVAILABLE";
}
