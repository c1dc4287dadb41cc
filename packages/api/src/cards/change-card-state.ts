import { nextCardState } from "@unlatch/core/lifecycle/next-state";
import { mayStart } from "@unlatch/core/process/availability";
import type { ProcessDefinition } from "@unlatch/core/process/definition";
import { processNamed } from "@unlatch/core/process/definitions";
import { userRepository } from "../identity/index.ts";
import type { Person } from "../platform/actor.ts";
import type { Sql } from "../platform/sql.ts";
import type { UnitOfWork } from "../platform/unit-of-work.ts";
import { profileRepository } from "../profiles/index.ts";
import { type CardWithGrounds, situationOf } from "./card-actions.ts";
import type { CardChangedMeanwhile, CardNotFound, ProcessNotOffered } from "./card-refusals.ts";
import { type CardRecord, cardRepository } from "./card.repository.ts";

/** Which process to use on which card, and the version of the card that was looked at. */
export interface ChangeCardStateCommand {
  readonly cardId: string;
  /** Symbolic name. */
  readonly process: string;
  /** Left out: whatever version there is. */
  readonly version?: number | null | undefined;
}

/** Everything that can come of it; each name is also the GraphQL type the client receives. */
export type ChangeCardStateOutcome =
  | { readonly type: "CardStateChanged"; readonly card: CardRecord }
  | CardNotFound
  | { readonly type: "ProcessUnknown" }
  | ProcessNotOffered
  | CardChangedMeanwhile;

/** Moves a card along an arrow of the state graph, by a process that is offered to whoever asks. */
export const makeChangeCardState =
  (unitOfWork: UnitOfWork) =>
  (person: Person, command: ChangeCardStateCommand): Promise<ChangeCardStateOutcome> =>
    unitOfWork.audited<ChangeCardStateOutcome>(
      { name: "card.changeCardState", success: "CardStateChanged" },
      person,
      async ({ sql, concerns }) => {
        const grounds = await lockedGrounds(sql, command.cardId);
        if (grounds === null) return { type: "CardNotFound" };
        const { card, profile } = grounds;
        concerns({
          cardId: card.id,
          serialNumber: card.serialNumber,
          profileId: profile.id,
          profileName: profile.name,
        });
        const process = processNamed(command.process);
        if (process?.kind !== "CHANGE_STATE") return { type: "ProcessUnknown" };
        concerns({ facts: { process: process.symbolicName, before: card.state } });
        if (card.version !== (command.version ?? card.version)) return { type: "CardChangedMeanwhile", card };
        const refusal = whyNotOffered(person, grounds, process);
        if (refusal !== null) return refusal;
        const changed = { ...card, state: stateAfter(card, process), version: card.version + 1 };
        await cardRepository(sql).saveState(changed);
        concerns({ facts: { after: changed.state } });
        return { type: "CardStateChanged", card: changed };
      },
    );

/** A card with its holder and profile; until the unit commits nobody changes any of them. */
async function lockedGrounds(sql: Sql, cardId: string): Promise<CardWithGrounds | null> {
  const card = await cardRepository(sql).lockById(cardId);
  if (card === null) return null;
  const holder = card.holderId === null ? null : await userRepository(sql).lockById(card.holderId);
  const profile = await profileRepository(sql).holdById(card.profileId);
  if (profile === null) throw new Error("A card has a profile that does not exist.");
  return { card, holder, profile };
}

function whyNotOffered(person: Person, grounds: CardWithGrounds, process: ProcessDefinition): ProcessNotOffered | null {
  const reason = mayStart(process, situationOf(person, grounds));
  if (reason === null) return null;
  const { state: cardState } = grounds.card;
  return { type: "ProcessNotOffered", reason, process, cardState, isPersonActive: person.state === "ACTIVE" };
}

function stateAfter(card: CardRecord, { symbolicName }: ProcessDefinition): CardRecord["state"] {
  const next = nextCardState(card.state, symbolicName);
  if (next === null) throw new RangeError(`process: ${symbolicName} leads nowhere from ${card.state}`);
  return next;
}
