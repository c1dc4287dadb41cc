import { i18n, translate } from "../../i18n/i18n.ts";

/** What was done, in words that its own person understands. An action without words of its own is spelt out. */
export function activityWords(action: string): string {
  const key = `myAccount.activity.actions.${action}`;
  return i18n.global.te(key) ? translate(key) : spellOut(action.split(".").at(-1) ?? action);
}

function spellOut(name: string): string {
  const words = name.replaceAll(/(?<=[a-z0-9])(?=[A-Z])/g, " ").toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
