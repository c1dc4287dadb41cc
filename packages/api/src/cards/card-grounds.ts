import type { UserRecord } from "../identity/index.ts";
import { type BatchLoader, perRequest } from "../platform/per-request.ts";
import type { RequestContext } from "../platform/request-context.ts";
import { cardTypeOfCard, type ProfileRecord } from "../profiles/index.ts";
import { actionsFor, type CardActions, type CardWithGrounds } from "./card-actions.ts";
import type { CardRecord } from "./card.repository.ts";
import type { FrozenSince } from "./freeze/frozen-since.ts";

/** What the fields of a card need beside the card: loaded for all cards of a request together. */
export interface CardGrounds {
  holderOf(context: RequestContext, card: CardRecord): Promise<UserRecord | null>;
  profileOf(context: RequestContext, card: CardRecord): Promise<ProfileRecord>;
  /** How many hex digits the card's challenges can have, ascending; empty: any number. */
  challengeLengthsOf(context: RequestContext, card: CardRecord): Promise<number[]>;
  /** What whoever asks is offered for the card; decided once a request. */
  actionsOf(context: RequestContext, card: CardRecord): Promise<CardActions>;
}

/** @returns the grounds of cards over the loaders of one request */
export function makeCardGrounds(
  usersOf: (context: RequestContext) => BatchLoader<UserRecord>,
  profilesOf: (context: RequestContext) => BatchLoader<ProfileRecord>,
  frozenSince: FrozenSince,
): CardGrounds {
  const decided = perRequest(() => new Map<string, Promise<CardActions>>());
  const profileOf = async (context: RequestContext, card: CardRecord) => {
    const profile = await profilesOf(context).load(card.profileId);
    if (profile === null) throw new Error("A card has a profile that does not exist.");
    return profile;
  };
  const holderOf = async (context: RequestContext, { holderId }: CardRecord) => {
    if (holderId === null) return null;
    return asThemselves(context, holderId) ?? usersOf(context).load(holderId);
  };
  const decide = async (context: RequestContext, card: CardRecord): Promise<CardActions> => {
    if (context.actor.type !== "person") return { possibleActions: [], unavailableActions: [] };
    const [profile, holder, since] = await Promise.all([
      profileOf(context, card),
      holderOf(context, card),
      frozenSince(context, card.id),
    ]);
    return actionsFor(context.actor, { card, profile, holder, isFrozen: since !== null } satisfies CardWithGrounds);
  };
  return {
    holderOf,
    profileOf,
    challengeLengthsOf: async (context, card) =>
      cardTypeOfCard(await profileOf(context, card), card).challengeLengths.map((bytes) => bytes * 2),
    actionsOf: (context, card) => {
      const key = `${card.id} ${card.version}`;
      const known = decided(context).get(key) ?? decide(context, card);
      decided(context).set(key, known);
      return known;
    },
  };
}

/** Holders who ask for their own cards are known already: they signed in. */
function asThemselves({ actor }: RequestContext, holderId: string): UserRecord | null {
  if (actor.type !== "person" || actor.userId !== holderId) return null;
  const { userId: id, username, displayName, role, ownRole = null, state } = actor;
  return { id, username, displayName, role, ownRole, state, version: 0 };
}
