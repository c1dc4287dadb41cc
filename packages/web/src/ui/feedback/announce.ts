import { ref } from "vue";

/** What was last said; the key makes the same words count again. */
export interface Announcement {
  readonly text: string;
  readonly key: number;
}

/** The announcement the page shows and speaks now, if any. */
export const announcement = ref<Announcement | null>(null);

let timer: ReturnType<typeof setTimeout> | undefined;

/**
 * Says something that needs no answer ("Copied", "Saved. Takes effect now."): politely spoken, shown for a few seconds.
 * What a person must not miss belongs on the page instead.
 */
export function announce(text: string, forMs = 5000): void {
  clearTimeout(timer);
  announcement.value = { text, key: (announcement.value?.key ?? 0) + 1 };
  timer = setTimeout(() => (announcement.value = null), forMs);
}
