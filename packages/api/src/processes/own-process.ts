import { advance, type ProcessInstance } from "@unlatch/core/process/advance";
import type { Person } from "../platform/actor.ts";
import type { Work } from "../platform/unit-of-work.ts";
import { concernsProcess } from "./concerns-process.ts";
import { type KeptProcess, processRepository } from "./process.repository.ts";

/** What stands against going on with a process by itself. */
export type OwnProcessRefusal =
  | { readonly type: "ProcessNotFound" }
  | { readonly type: "ProcessExpired"; readonly process: ProcessInstance }
  | { readonly type: "ProcessEnded"; readonly process: ProcessInstance };

/**
 * Takes hold of a person's own process for the rest of the unit. Somebody else's looks like none. One whose time is up
 * is closed on the spot.
 */
export async function holdOwnProcess(
  { sql, concerns }: Work,
  { person, processId, now }: { person: Person; processId: string; now: Date },
): Promise<{ readonly type: "Held"; readonly kept: KeptProcess } | OwnProcessRefusal> {
  const processes = processRepository(sql);
  const kept = await processes.lockOwnById(processId, person.userId);
  if (kept === null) return { type: "ProcessNotFound" };
  await concernsProcess({ sql, concerns }, kept.instance);
  const checked = advance(kept.instance, { type: "timePassed" }, now);
  switch (checked.type) {
    case "Advanced":
      return { type: "Held", kept };
    case "ProcessExpired":
      if (kept.instance.state !== "EXPIRED") await processes.save({ instance: checked.process, challengeSealed: null });
      return { type: "ProcessExpired", process: checked.process };
    case "ProcessAlreadyEnded":
    case "ChallengeAlreadyAnswered":
    case "NoResponseYet":
      return { type: "ProcessEnded", process: kept.instance };
    default:
      return checked satisfies never;
  }
}
