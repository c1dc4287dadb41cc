import type { Who } from "@unlatch/core/process/definition";
import { translate } from "../../i18n/i18n.ts";
import type { PendingChange } from "./pending-changes.ts";
import { commandNamed, type Profile } from "./profile-draft.ts";

/** Who may start a process, in words: "self-service, operator". */
export function whoWords(who: readonly Who[]): string {
  if (who.length === 0) return translate("admin.profiles.who.nobody");
  return who.map((each) => translate(`admin.profiles.who.inline.${each}`)).join(", ");
}

/** A change in words: "+ Active · Unblock PIN offline (self-service)". */
export function changeWords(change: PendingChange, profile: Profile): string {
  if (change.section === "GENERAL") return translate(`admin.profiles.change.${change.type}`, { value: change.value });
  const state = translate(`states.card.${change.section}`);
  if (change.type === "Reordered") return translate("admin.profiles.change.Reordered", { state });
  const process =
    commandNamed(profile, change.process)?.name ?? (change.process || translate("admin.profiles.change.unchosen"));
  const who = change.type === "Removed" ? "" : whoWords(change.who);
  return translate(`admin.profiles.change.${change.type}`, { state, process, who });
}
