import { computed, shallowRef } from "vue";
import type { ImportAnswer, PreviewRow, RowCounts } from "./import-answer.ts";

/** What a preview came to: its counts, the rows with something about them, and a few without. */
export function usePreview() {
  const answers = shallowRef<readonly ImportAnswer[] | null>(null);
  const rows = computed(() =>
    (answers.value ?? []).filter((answer): answer is PreviewRow => answer.type === "ImportRow"),
  );
  const counts = computed(
    () => (answers.value?.find(({ type }) => type === "ImportPreviewed") as RowCounts | undefined) ?? null,
  );
  return { answers, rows, counts };
}
