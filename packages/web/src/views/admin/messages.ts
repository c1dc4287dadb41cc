import { addMessages } from "../../i18n/i18n.ts";
import access from "../../i18n/en/admin-access.json";
import general from "../../i18n/en/admin.json";
import audit from "../../i18n/en/admin-audit.json";
import directory from "../../i18n/en/admin-directory.json";
import guard from "../../i18n/en/admin-guard.json";
import hygiene from "../../i18n/en/admin-hygiene.json";
import willItWork from "../../i18n/en/admin-will-it-work.json";
import notices from "../../i18n/en/admin-notices.json";
import imports from "../../i18n/en/admin-imports.json";
import cards from "../../i18n/en/admin-cards.json";
import keys from "../../i18n/en/admin-keys.json";
import profiles from "../../i18n/en/admin-profiles.json";
import signInMethods from "../../i18n/en/admin-sign-in-methods.json";
import users from "../../i18n/en/admin-users.json";

/** Brings the words of administration, which nobody else has to load. */
export function addAdminMessages(): void {
  addMessages("admin", {
    ...general,
    access,
    audit,
    cards,
    directory,
    keys,
    profiles,
    signInMethods,
    users,
    guard,
    imports,
    hygiene,
    willItWork,
    notices,
  });
}
