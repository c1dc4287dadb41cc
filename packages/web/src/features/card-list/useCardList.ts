import { cardStates, type CardState } from "@unlatch/core/lifecycle/card-states";
import { CardListDocument } from "../../graphql/generated/graphql.ts";
import { useQuery } from "../../graphql/useQuery.ts";

/** What narrows the list of cards; the empty string narrows nothing. */
export interface CardFilters {
  readonly after: string | null;
  /** The beginning or the last digits of a serial number, or the beginning of a holder's name. */
  readonly search: string;
  readonly state: string;
  /** A card profile's id. */
  readonly profile: string;
  /** `yes`: only cards for which unblocking is stopped. */
  readonly frozen: string;
}

/**
 * All cards, by serial number, fifty at a time.
 *
 * @param filters - read reactively; null asks for nothing
 */
export function useCardList(filters: () => CardFilters | null) {
  return useQuery(CardListDocument, () => {
    const wanted = filters();
    if (wanted === null) return null;
    const { after, search, state, profile, frozen } = wanted;
    return {
      first: 50,
      after,
      search: search === "" ? null : search,
      state: asCardState(state),
      profileId: profile === "" ? null : profile,
      isFrozen: frozen === "yes" ? true : null,
    };
  });
}

/** The card state of that name; null for anything else, as an address can say anything. */
export function asCardState(name: string): CardState | null {
  return cardStates.find((state) => state === name) ?? null;
}
