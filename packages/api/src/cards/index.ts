import type { UserRecord } from "../identity/index.ts";
import { userRepository } from "../identity/index.ts";
import { type BatchLoader, batchLoader, perRequest } from "../platform/per-request.ts";
import type { RequestContext } from "../platform/request-context.ts";
import type { Sql } from "../platform/sql.ts";
import type { ProfileRecord } from "../profiles/index.ts";
import { type CardDesk, makeAddCard } from "./add-card.ts";
import { makeCardGrounds } from "./card-grounds.ts";
import { cardsReadModel } from "./cards.read-model.ts";
import { CardCountResolver, CardFieldsResolver, CardsResolver, ViewerCardsResolver } from "./cards.resolver.ts";
import { makeChangeCardState } from "./change-card-state.ts";

export { type AddCardCommand, type AddCardOutcome, makeAddCard } from "./add-card.ts";
export { whyUnavailable } from "./card-actions.ts";
export { type CardRecord, cardRepository } from "./card.repository.ts";
export { cardRefusalTexts } from "./card-refusals.ts";
export { Card, CardNotFound } from "./cards.types.ts";

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
}

/** @returns the domain of cards, put together */
export function makeCards(parts: CardParts): Cards {
  const { reader, unitOfWork, profilesOf } = parts;
  const read = cardsReadModel(reader);
  const usersOf = perRequest(() => batchLoader<UserRecord>((ids) => userRepository(reader).byIds(ids)));
  const changeCardState = makeChangeCardState(unitOfWork);
  return {
    resolvers: [
      new CardsResolver(read, changeCardState),
      new CardFieldsResolver(makeCardGrounds(usersOf, profilesOf)),
      new ViewerCardsResolver(read),
      new CardCountResolver(read),
    ],
    addCard: makeAddCard(parts),
    changeCardState,
  };
}
