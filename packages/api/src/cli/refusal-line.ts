import type { RefusalText, RefusalTexts } from "../platform/refusal.ts";
import type { Outcome } from "../platform/unit-of-work.ts";

/** @returns the words of a refusal, the same that a person reads on the screen */
export function refusalLine(outcome: Outcome, texts: RefusalTexts): string {
  const textOf = texts[outcome.type] as ((outcome: Outcome) => RefusalText) | undefined;
  return textOf?.(outcome).message ?? `Refused: ${outcome.type}.`;
}
