import { computed } from "vue";
import { MyCardDocument, type MyCardQuery } from "../../graphql/generated/graphql.ts";
import { useQuery } from "../../graphql/useQuery.ts";

/** A card as its holder sees it on its page. */
export type CardFacts = NonNullable<MyCardQuery["card"]>;
/** Something the holder can do with it now. */
export type Action = CardFacts["possibleActions"][number]["process"];

/** One card with what can be done with it and what cannot, and why: all as the server decided it. */
export function useCard(id: () => string) {
  const { answer, isLoading, failure, reload } = useQuery(MyCardDocument, () => ({ id: id() }));
  const card = computed(() => answer.value?.card ?? null);
  return {
    card,
    isMissing: computed(() => answer.value !== null && card.value === null),
    /** What a holder can do here; what operators can do with a card is on their own page. */
    possible: computed(() => (card.value?.possibleActions ?? []).map(({ process }) => process).filter(isForHolders)),
    unavailable: computed(() => (card.value?.unavailableActions ?? []).filter(({ process }) => isForHolders(process))),
    isLoading,
    failure,
    reload,
  };
}

function isForHolders(process: { component: Action["component"] }): boolean {
  return process.component === "SELF_SERVICE";
}
