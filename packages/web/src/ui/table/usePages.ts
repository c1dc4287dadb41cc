import { computed, type ComputedRef } from "vue";
import { useRoute, useRouter } from "vue-router";

/** Where one is in a long list that is read page by page. */
export interface Pages {
  /** The cursor the page begins after; null on the first page. */
  readonly after: ComputedRef<string | null>;
  /** Goes on after the last row of this page. */
  readonly goNext: (endCursor: string) => Promise<unknown>;
  /** Goes to the page one came from; to the first one when the address was opened directly. */
  readonly goPrevious: () => Promise<unknown>;
}

/**
 * Keeps the page of a list in the address, so that reload, the browser's Back and a copied link all show the same rows.
 * Cursors only lead onwards, so the history entry remembers the cursors of the pages before.
 */
export function usePages(): Pages {
  const route = useRoute();
  const router = useRouter();
  const after = computed(() => (typeof route.query["after"] === "string" ? route.query["after"] : null));

  const turnTo = (cursor: string, trail: readonly string[]) => {
    const query = { ...route.query };
    delete query["after"];
    return router.push({ query: cursor === "" ? query : { ...query, after: cursor }, state: { trail: [...trail] } });
  };

  return {
    after,
    goNext: (endCursor) => turnTo(endCursor, [...trailBehind(), after.value ?? ""]),
    goPrevious: () => turnTo(trailBehind().at(-1) ?? "", trailBehind().slice(0, -1)),
  };
}

/** The cursors of the pages before this one, oldest first; the first page has the empty cursor. */
function trailBehind(): string[] {
  const state: unknown = window.history.state;
  const trail = typeof state === "object" && state !== null && "trail" in state ? state.trail : [];
  return Array.isArray(trail) ? trail.filter((cursor) => typeof cursor === "string") : [];
}
