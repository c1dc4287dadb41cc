import { watchEffect } from "vue";

const product = "Unlatch";

/**
 * Keeps the title of the window at "Page · Unlatch". Nothing secret belongs in it: titles end up in histories.
 *
 * @param title - the page in words, most particular first; null while it is left to somebody else
 */
export function usePageTitle(title: () => string | null): void {
  watchEffect(() => {
    const page = title();
    if (page !== null) document.title = `${page} · ${product}`;
  });
}
