import { can } from "@unlatch/core/access/permissions";
import { advance, isOpen, type ProcessInstance } from "@unlatch/core/process/advance";
import type { ProcessDefinition } from "@unlatch/core/process/definition";
import { processNamed } from "@unlatch/core/process/definitions";
import { type CardRecord, cardRepository } from "../cards/index.ts";
import type { Person } from "../platform/actor.ts";
import type { Clock } from "../platform/clock.ts";
import { batchLoader, perRequest } from "../platform/per-request.ts";
import type { RequestContext } from "../platform/request-context.ts";
import type { Sql } from "../platform/sql.ts";
import { processRepository } from "./process.repository.ts";

/** How a person's own processes are read. One whose time is up reads as expired, whether or not it was closed yet. */
export interface OwnProcesses {
  byId(person: Person, id: string): Promise<ProcessInstance | null>;
  open(person: Person): Promise<ProcessInstance[]>;
  openOn(context: RequestContext, cardId: string): Promise<ProcessInstance | null>;
  definitionOf(process: ProcessInstance): ProcessDefinition;
  cardOf(context: RequestContext, process: ProcessInstance): Promise<CardRecord | null>;
}

/** @returns the reading side of a person's own processes */
export function makeOwnProcesses({ reader, clock }: { reader: Sql; clock: Clock }): OwnProcesses {
  const processes = processRepository(reader);
  const openOnCards = perRequest(({ actor }) =>
    batchLoader<ProcessInstance>(async (cardIds) => {
      const found = actor.type === "person" ? await processes.openOnCards(cardIds, actor.userId) : [];
      return new Map(found.map(({ instance }) => [instance.cardId, instance]));
    }),
  );
  const cards = perRequest(() => batchLoader<CardRecord>((ids) => cardRepository(reader).byIds(ids)));
  /** A process shows its card: where that went to somebody else meanwhile, it is not theirs to see any more. */
  const onVisibleCards = async (person: Person, instances: readonly ProcessInstance[]) => {
    if (instances.length === 0 || can(person, "card:read:any")) return instances;
    const found = await cardRepository(reader).byIds(instances.map(({ cardId }) => cardId));
    return instances.filter(({ cardId }) => found.get(cardId)?.holderId === person.userId);
  };
  return {
    async byId(person, id) {
      const kept = await processes.ownById(id, person.userId);
      if (kept === null) return null;
      const [own] = await onVisibleCards(person, [kept.instance]);
      return own ? asOf(own, clock()) : null;
    },
    async open(person) {
      const now = clock();
      const kept = await processes.openOf(person.userId);
      const visible = await onVisibleCards(
        person,
        kept.map(({ instance }) => instance),
      );
      return visible.map((instance) => asOf(instance, now)).filter(({ state }) => isOpen(state));
    },
    async openOn(context, cardId) {
      const instance = await openOnCards(context).load(cardId);
      const current = instance && asOf(instance, clock());
      return current && isOpen(current.state) ? current : null;
    },
    definitionOf(process) {
      const definition = processNamed(process.symbolicName);
      if (definition === null) throw new RangeError(`process: unknown symbolic name ${process.symbolicName}`);
      return definition;
    },
    cardOf: (context, process) => cards(context).load(process.cardId),
  };
}

function asOf(instance: ProcessInstance, now: Date): ProcessInstance {
  const checked = advance(instance, { type: "timePassed" }, now);
  return checked.type === "ProcessExpired" ? checked.process : instance;
}
