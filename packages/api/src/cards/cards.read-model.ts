import { can } from "@unlatch/core/access/permissions";
import { isIdentifier } from "../platform/identifier.ts";
import type { Person } from "../platform/actor.ts";
import { type Count, countOf, isTexts, type Page, pageOf, pageRequest } from "../platform/pagination.ts";
import type { Sql } from "../platform/sql.ts";
import { type CardList, cardsAfter, countOfCards } from "./card-list.ts";
import { type CardSearch, filtersOf, waysToFind } from "./card-search.ts";
import { cardColumns, cardFrom, type CardRecord, type CardRow } from "./card.repository.ts";

export type { CardRecord } from "./card.repository.ts";

/** Which page of a list of cards is asked for. */
export interface CardPageRequest {
  readonly first: number;
  readonly after?: string | null | undefined;
}

/** What can be asked about cards. All lists are in the order of the serial numbers. */
export interface CardsReadModel {
  /** Null also for a card that is not theirs to see: denied looks like absent. */
  cardForViewer(person: Person, id: string): Promise<CardRecord | null>;
  heldBy(userId: string, page: CardPageRequest): Promise<Page<CardRecord>>;
  list(request: CardPageRequest & CardSearch): Promise<Page<CardRecord>>;
  /** How many cards have a profile. */
  countOfProfile(profileId: string): Promise<Count>;
}

/** @returns the answers to what can be asked about cards */
export function cardsReadModel(reader: Sql): CardsReadModel {
  const page = async (request: CardPageRequest, list: CardList) => {
    const asked = pageRequest(request, isTexts(1));
    const cards = await cardsAfter(reader, list, { after: asked.after?.[0] ?? null, limit: asked.first + 1 });
    return pageOf(cards, asked, {
      keyOf: ({ serialNumber }): [string] => [serialNumber],
      count: () => countOfCards(reader, list),
    });
  };
  return {
    async cardForViewer(person, id) {
      if (!isIdentifier(id)) return null;
      const [whose, parameters] = can(person, "card:read:any")
        ? ["", [id]]
        : [" AND holder_id = ?", [id, person.userId]];
      const row = await reader.row<CardRow>(`SELECT ${cardColumns} FROM cards WHERE id = ?${whose}`, parameters);
      return row === null ? null : cardFrom(row);
    },
    heldBy: (userId, request) =>
      page(request, { filters: [{ column: "holder_id", comparison: "= ?", parameter: userId }], ways: null }),
    list: (request) => page(request, { filters: filtersOf(request), ways: waysToFind(request) }),
    countOfProfile: (profileId) => countOf(reader, "FROM cards WHERE profile_id = ?", [profileId]),
  };
}
