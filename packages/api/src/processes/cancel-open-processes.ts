import { advance } from "@unlatch/core/process/advance";
import type { Sql } from "../platform/sql.ts";
import { processRepository } from "./process.repository.ts";

/**
 * Closes whatever is open on a card and removes its sealed challenge, so that no response is shown again. To be called
 * before the card is locked.
 *
 * @returns how many were closed
 */
export async function cancelOpenProcesses(sql: Sql, cardId: string, now: Date): Promise<number> {
  const processes = processRepository(sql);
  let count = 0;
  for (const { instance } of await processes.lockOpenOnCard(cardId)) {
    const next = advance(instance, { type: "cancelled" }, now);
    if (!("process" in next)) continue;
    await processes.save({ instance: next.process, challengeSealed: null });
    count += 1;
  }
  return count;
}
