import type { CardState } from "@unlatch/core/lifecycle/card-states";
import { mayStart, type UnavailableReason } from "@unlatch/core/process/availability";
import type { ProcessDefinition } from "@unlatch/core/process/definition";
import { cardFreezeRepository, type CardRecord, cardRepository } from "../cards/index.ts";
import { userRepository } from "../identity/index.ts";
import type { Person } from "../platform/actor.ts";
import type { Work } from "../platform/unit-of-work.ts";
import { type ProfileRecord, profileRepository } from "../profiles/index.ts";

/** The card is not in a state in which this process runs. */
export interface CardNotActive {
  readonly type: "CardNotActive";
  readonly state: CardState;
}

/** Unblocking is stopped for the card: a response was reported as not asked for. */
export interface CardFrozen {
  readonly type: "CardFrozen";
  readonly since: Date;
}

/** What stands against running a process on a card, other than that the card is none of the person's business. */
export type GroundRefusal =
  | CardNotActive
  | CardFrozen
  | { readonly type: "UserNotActive" }
  | { readonly type: "ProcessNotEnabled" };

/** The card and its profile as they are in this unit, and nobody changes them until it ends. */
export interface Ground {
  readonly type: "Ground";
  readonly card: CardRecord;
  readonly profile: ProfileRecord;
}

/**
 * Decides again, in the transaction at hand and under its locks, whether a person may run a process on a card: the
 * card's state, the person's state, the switch of the profile, whose card it is. What the screen said before counts for nothing.
 *
 * @returns the ground to stand on, a refusal, or `absent`: there is no such card, or it is not theirs
 */
export async function groundFor(
  { sql, concerns }: Work,
  { person, cardId, definition }: { person: Person; cardId: string; definition: ProcessDefinition },
): Promise<Ground | GroundRefusal | { readonly type: "absent" }> {
  const card = await cardRepository(sql).lockById(cardId);
  if (card === null) return { type: "absent" };
  concerns({ cardId: card.id, serialNumber: card.serialNumber });
  // Before anything more is read: what is somebody else's must not take longer than what is not there.
  if (card.holderId !== person.userId) return { type: "absent" };
  const user = await userRepository(sql).lockById(person.userId);
  const profile = await profileRepository(sql).holdById(card.profileId);
  if (user === null || profile === null) return { type: "absent" };
  concerns({ profileId: profile.id, profileName: profile.name });
  const since = (await cardFreezeRepository(sql).frozenSince([card.id])).get(card.id) ?? null;
  const situated = { ...card, holderState: user.state, isFrozen: since !== null };
  const reason = mayStart(definition, { card: situated, person: user, profile });
  return reason === null ? { type: "Ground", card, profile } : refusalFor(reason, card.state, since);
}

function refusalFor(
  reason: UnavailableReason,
  state: CardState,
  since: Date | null,
): GroundRefusal | { readonly type: "absent" } {
  switch (reason) {
    case "CARD_NOT_ACTIVE":
    case "CARD_STATE_DOES_NOT_ALLOW":
      return { type: "CardNotActive", state };
    case "CARD_FROZEN":
      return since === null ? { type: "absent" } : { type: "CardFrozen", since };
    case "USER_NOT_ACTIVE":
      return { type: "UserNotActive" };
    case "PROCESS_NOT_ENABLED":
      return { type: "ProcessNotEnabled" };
    case "NOT_YOUR_CARD":
    case "NOT_PERMITTED":
      return { type: "absent" };
    default:
      return reason satisfies never;
  }
}
