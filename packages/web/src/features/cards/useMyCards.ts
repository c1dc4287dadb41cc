import { computed, ref, shallowRef } from "vue";
import { MyCardsDocument, type CardTileFieldsFragment, type MyCardsQuery } from "../../graphql/generated/graphql.ts";
import { request } from "../../graphql/request.ts";
import { useQuery } from "../../graphql/useQuery.ts";

/** A card as it stands in a list. */
export type CardTileFacts = CardTileFieldsFragment;
/** A process that waits to be finished. */
export type OpenProcess = NonNullable<MyCardsQuery["viewer"]>["openProcesses"][number];

/** The cards of the person who is signed in, twenty at a time, and what they left unfinished. */
export function useMyCards() {
  const { answer, isLoading, failure, reload } = useQuery(MyCardsDocument, () => ({}));
  const laterPages = shallowRef<readonly CardTileFacts[]>([]);
  const laterEnd = shallowRef<{ hasNextPage: boolean; endCursor?: string | null } | null>(null);
  const isLoadingMore = ref(false);

  const page = computed(() => laterEnd.value ?? answer.value?.viewer?.cards.pageInfo ?? null);
  const cards = computed(() => [...(answer.value?.viewer?.cards.nodes ?? []), ...laterPages.value]);
  const openProcesses = computed(() => answer.value?.viewer?.openProcesses ?? []);

  async function showMore(): Promise<void> {
    if (isLoadingMore.value || !page.value?.hasNextPage) return;
    isLoadingMore.value = true;
    const reply = await request(MyCardsDocument, { after: page.value.endCursor ?? null });
    isLoadingMore.value = false;
    if (reply.type !== "Answered" || !reply.value.viewer) return;
    laterPages.value = [...laterPages.value, ...reply.value.viewer.cards.nodes];
    laterEnd.value = reply.value.viewer.cards.pageInfo;
  }

  return {
    cards,
    openProcesses,
    hasMore: computed(() => page.value?.hasNextPage ?? false),
    showMore,
    isLoadingMore,
    isLoaded: computed(() => answer.value !== null),
    isLoading,
    failure,
    reload,
  };
}
