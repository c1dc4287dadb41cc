import type { ImportRunRecord, ImportRunState } from "./import-run.repository.ts";

/** After this long without a batch a run is not running any more: its server has ended, or its file stopped coming. */
export const silentAfterMs = 60_000;

/** @returns where a run is: one that says it is running and is silent was interrupted without anybody noticing */
export function stateNow({ state, touchedAt }: ImportRunRecord, now: Date): ImportRunState {
  const isSilent = now.getTime() - touchedAt.getTime() > silentAfterMs;
  return state === "RUNNING" && isSilent ? "INTERRUPTED" : state;
}
