import type { CardType } from "@unlatch/core/challenge/card-types";
import { unblockPinOffline } from "@unlatch/core/process/definitions";
import type { ProfileRecord } from "../../profiles/index.ts";
import { type Condition, met, type Mending, unmet } from "./condition.ts";

/** @returns where the key settings of a profile are mended */
export const keysTab = ({ id }: Pick<ProfileRecord, "id">, fixLabel = "Open the Keys tab"): Mending => ({
  link: `/admin/cards/${id}?tab=keys`,
  fixLabel,
});

const activeTab = ({ id }: Pick<ProfileRecord, "id">): Mending => ({
  link: `/admin/cards/${id}?state=ACTIVE`,
  fixLabel: "Open the Active tab",
});

/** Whether it is said how the cards of a profile answer and where their keys come from. */
export function typeComplete(profile: ProfileRecord, { label, windowsScreen }: CardType): Condition {
  const { keySource, scheme, inputTemplate, masterKeyId } = profile.keys;
  const needsMaster = keySource === "DIVERSIFIED" || keySource === "UNIFORM";
  if (needsMaster && masterKeyId === null) {
    return unmet("TYPE_COMPLETE", "No master key is chosen for this profile.", keysTab(profile));
  }
  if (keySource === "DIVERSIFIED" && (scheme === null || inputTemplate === null)) {
    return unmet("TYPE_COMPLETE", "The scheme or the input template for derived keys is missing.", keysTab(profile));
  }
  return met("TYPE_COMPLETE", `${label}. ${windowsScreen}`);
}

/** Whether the cipher is one that this installation lets answer. */
export function cryptographyAllowed(profile: ProfileRecord, { cipher }: CardType, isStrict: boolean): Condition {
  if (cipher !== "3DES")
    return met("CRYPTOGRAPHY_ALLOWED", `${cipher === "NONE" ? "No cipher" : cipher} is allowed here.`);
  if (!isStrict) return met("CRYPTOGRAPHY_ALLOWED", "3DES is a legacy choice, and allowed here.");
  const reason = "This installation refuses 3DES (strict cryptography), so its cards get no response.";
  return unmet("CRYPTOGRAPHY_ALLOWED", reason, keysTab(profile));
}

/** Whether the process is on for active cards, and whether holders may start it. */
export function processConditions(profile: ProfileRecord): readonly [Condition, Condition] {
  const { symbolicName, name } = unblockPinOffline;
  const row = profile.commands.find((one) => one.state === "ACTIVE" && one.symbolicName === symbolicName);
  if (row === undefined) {
    return [
      unmet("PROCESS_ON", `${name} is not switched on for active cards of this profile.`, activeTab(profile)),
      unmet("WHO_MAY_START", "Nobody can start it while it is off.", activeTab(profile)),
    ];
  }
  const isForHolders = row.who.includes("SELF_SERVICE");
  return [
    met("PROCESS_ON", `${name} is on for active cards.`),
    isForHolders
      ? met("WHO_MAY_START", "The holder of a card may start it.")
      : unmet("WHO_MAY_START", "Holders may not start it: Self-service is not ticked.", activeTab(profile)),
  ];
}
