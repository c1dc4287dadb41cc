import type { ProcessInstance } from "@unlatch/core/process/advance";
import { cardRepository } from "../cards/index.ts";
import type { Work } from "../platform/unit-of-work.ts";

/** Lets the unit's audit entry name the process, its reference and its card, by the serial number that people know. */
export async function concernsProcess(
  { sql, concerns }: Pick<Work, "sql" | "concerns">,
  process: ProcessInstance,
): Promise<void> {
  const { id: processId, reference, cardId } = process;
  const card = await cardRepository(sql).byId(cardId);
  concerns({ processId, reference, cardId, ...(card ? { serialNumber: card.serialNumber } : {}) });
}
