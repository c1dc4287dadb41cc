import { createI18n } from "vue-i18n";
import cards from "./en/cards.json";
import common from "./en/common.json";
import processes from "./en/processes.json";
import session from "./en/session.json";
import states from "./en/states.json";

/** The words of the screen. Areas that are loaded later bring theirs with `addMessages`. */
export const i18n = createI18n({
  legacy: false,
  locale: "en",
  fallbackLocale: "en",
  messages: { en: { cards, common, processes, session, states } },
});

/**
 * Adds the words of an area when it is entered; they are then found under the area's name.
 *
 * @param area - the first part of the keys, for example "admin"
 * @param messages - an imported catalogue of `src/i18n/en`
 */
export function addMessages(area: string, messages: object): void {
  i18n.global.mergeLocaleMessage("en", { [area]: messages });
}

/** Words outside of a component: route titles, composables. */
export const translate = (key: string, named: Record<string, unknown> = {}): string => i18n.global.t(key, named);
