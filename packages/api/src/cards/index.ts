import type { UserRecord } from "../identity/index.ts";
import { userRepository } from "../identity/index.ts";
import { type BatchLoader, batchLoader, perRequest } from "../platform/per-request.ts";
import type { RequestContext } from "../platform/request-context.ts";
import type { Sql } from "../platform/sql.ts";
import type { SourcedVault } from "../keys/index.ts";
import type { ProfileRecord } from "../profiles/index.ts";
import { type CardDesk, makeAddCard } from "./add-card.ts";
import type { CardRecord } from "./card.repository.ts";
import { makeCardGrounds } from "./card-grounds.ts";
import { cardsReadModel } from "./cards.read-model.ts";
import { CardCountResolver, CardFieldsResolver, CardsResolver, ViewerCardsResolver } from "./cards.resolver.ts";
import { cardKeyFacts, type CardKeyFacts } from "./keys/card-key-facts.ts";
import { CardKeysResolver } from "./keys/card-keys.resolver.ts";
import { makeSaveCardKeys } from "./keys/save-card-keys.ts";
import { cardFreezeRepository } from "./freeze/card-freeze.repository.ts";
import { CardFrozenResolver, FreezeResolver } from "./freeze/freeze.resolver.ts";
import type { FrozenSince } from "./freeze/frozen-since.ts";
import { makeUnfreezeCard } from "./freeze/unfreeze-card.ts";
import { makeChangeCardState } from "./change-card-state.ts";

export { type AddCardCommand, type AddCardOutcome, makeAddCard } from "./add-card.ts";
export { whyUnavailable } from "./card-actions.ts";
export { type CardRecord, cardRepository } from "./card.repository.ts";
export { cardRefusalTexts } from "./card-refusals.ts";
export { readSerialNumber } from "./serial-number.ts";
export { type CardKeyFacts, cardKeyFacts } from "./keys/card-key-facts.ts";
export { cardFreezeRepository } from "./freeze/card-freeze.repository.ts";
export { freezeTexts } from "./freeze/freeze-texts.ts";
export { CardFrozen } from "./freeze/freeze.types.ts";
export { cardKeysRefusalTexts } from "./keys/card-keys-refusals.ts";
export { Card, CardConnection, CardNotFound } from "./cards.types.ts";

/** Cards as the rest of the server knows them. */
export interface Cards {
  readonly resolvers: readonly object[];
  readonly addCard: ReturnType<typeof makeAddCard>;
  readonly changeCardState: ReturnType<typeof makeChangeCardState>;
}

/** What the domain of cards is put together from. */
export interface CardParts extends CardDesk {
  readonly reader: Sql;
  readonly profilesOf: (context: RequestContext) => BatchLoader<ProfileRecord>;
  readonly vault: Pick<SourcedVault, "addAdminKey" | "doesKeyDerive" | "checkValueOf">;
  /** Whether 3DES is refused. */
  readonly isStrict: boolean;
  /** How to reach the help desk; null: the host did not say. */
  readonly helpDesk: string | null;
}

/** @returns the domain of cards, put together */
export function makeCards(parts: CardParts): Cards {
  const { reader, unitOfWork, profilesOf } = parts;
  const read = cardsReadModel(reader);
  const usersOf = perRequest(() => batchLoader<UserRecord>((ids) => userRepository(reader).byIds(ids)));
  const keyFacts = perRequest(() => new Map<string, Promise<CardKeyFacts>>());
  const freezes = perRequest(() => batchLoader<Date>((ids) => cardFreezeRepository(reader).frozenSince(ids)));
  const frozenSince: FrozenSince = (context, cardId) => freezes(context).load(cardId);
  const grounds = makeCardGrounds(usersOf, profilesOf, frozenSince);
  const keyFactsOf = (context: RequestContext, card: CardRecord) => {
    const found = async () =>
      cardKeyFacts({ sql: reader, vault: parts.vault }, await grounds.profileOf(context, card), card);
    const key = `${card.id} ${card.version}`;
    const known = keyFacts(context).get(key) ?? found();
    keyFacts(context).set(key, known);
    return known;
  };
  const changeCardState = makeChangeCardState(unitOfWork);
  return {
    resolvers: [
      new CardsResolver(read, changeCardState),
      new CardFieldsResolver(grounds),
      new ViewerCardsResolver(read),
      new CardCountResolver(read),
      new FreezeResolver(frozenSince, makeUnfreezeCard(unitOfWork)),
      new CardFrozenResolver(parts.helpDesk),
      new CardKeysResolver(keyFactsOf, makeSaveCardKeys(parts)),
    ],
    addCard: makeAddCard(parts),
    changeCardState,
  };
}
