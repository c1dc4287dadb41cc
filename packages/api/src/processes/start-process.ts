import { advance, type ProcessInstance, startInstance } from "@unlatch/core/process/advance";
import { processNamed } from "@unlatch/core/process/definitions";
import { referenceFrom } from "@unlatch/core/process/reference";
import type { Person } from "../platform/actor.ts";
import type { Clock } from "../platform/clock.ts";
import type { Random } from "../platform/random.ts";
import type { UnitOfWork } from "../platform/unit-of-work.ts";
import { type GroundRefusal, groundFor } from "./ground.ts";
import { processRepository } from "./process.repository.ts";

/** Everything that can come of starting a process. */
export type StartProcessOutcome =
  | { readonly type: "ProcessStarted"; readonly process: ProcessInstance }
  | { readonly type: "CardNotFound" }
  | { readonly type: "ProcessUnknown" }
  | { readonly type: "ProcessAlreadyOpen"; readonly process: ProcessInstance }
  | GroundRefusal;

/** Starts an unblock process on the person's own card: one at a time on a card. */
export const makeStartProcess =
  ({ unitOfWork, clock, random }: { unitOfWork: UnitOfWork; clock: Clock; random: Random }) =>
  (person: Person, command: { cardId: string; process: string }): Promise<StartProcessOutcome> =>
    unitOfWork.audited<StartProcessOutcome>(
      { name: "process.startProcess", success: "ProcessStarted" },
      person,
      async (work) => {
        const definition = processNamed(command.process);
        if (definition === null || definition.kind !== "UNBLOCK") return { type: "ProcessUnknown" };
        work.concerns({ facts: { process: definition.symbolicName } });
        const ground = await groundFor(work, { person, cardId: command.cardId, definition });
        if (ground.type === "absent") return { type: "CardNotFound" };
        if (ground.type !== "Ground") return ground;

        const now = clock();
        const processes = processRepository(work.sql);
        const open = await clearCard(processes, { cardId: ground.card.id, person, now });
        if (open !== null) {
          work.concerns({ processId: open.id, reference: open.reference });
          return { type: "ProcessAlreadyOpen", process: open };
        }
        const reference = await freeReference(processes, random);
        const about = { symbolicName: definition.symbolicName, cardId: ground.card.id, startedBy: person.userId };
        const started = startInstance({ ...about, id: random.id(), reference }, now);
        await processes.add(started);
        work.concerns({ processId: started.id, reference: started.reference });
        return { type: "ProcessStarted", process: started };
      },
    );

/** Closes what stands in the way: a run whose time is up, or that a former holder left. @returns the person's own open run */
async function clearCard(
  processes: ReturnType<typeof processRepository>,
  { cardId, person, now }: { cardId: string; person: Person; now: Date },
): Promise<ProcessInstance | null> {
  const open = await processes.openOnCard(cardId);
  if (open === null) return null;
  const isTheirs = open.instance.startedBy === person.userId;
  const checked = advance(open.instance, { type: isTheirs ? "timePassed" : "cancelled" }, now);
  if (isTheirs && checked.type === "Advanced") return open.instance;
  if ("process" in checked) await processes.save({ instance: checked.process, challengeSealed: null });
  return null;
}

async function freeReference(processes: ReturnType<typeof processRepository>, random: Random): Promise<string> {
  for (;;) {
    const reference = referenceFrom(random.bytes(4));
    if (!(await processes.isReferenceTaken(reference))) return reference;
  }
}
