import type { AttemptStanding } from "@unlatch/core/guard/attempts";
import type { QuotaUsedUp } from "@unlatch/core/guard/quotas";
import type { CardRecord } from "../../cards/index.ts";
import type { UserRecord, WayInBy } from "../../identity/index.ts";
import type { KeyTrouble } from "../../keys/index.ts";
import type { ProfileRecord } from "../../profiles/index.ts";
import { type Condition, met, type Mending, unmet } from "./condition.ts";
import { keysTab } from "./profile-conditions.ts";

const cardPage = ({ id }: CardRecord, fixLabel: string): Mending => ({ link: `/admin/card-list/${id}`, fixLabel });

const troubles: Readonly<Record<KeyTrouble, string>> = {
  MISSING: "There is no admin key for this card.",
  SEALED_UNDER_ANOTHER_KEY: "Its admin key is sealed under a key that this server does not have.",
  SEAL_BROKEN: "The seal of its admin key is broken: the stored bytes were changed.",
  KEY_PROVIDER_UNAVAILABLE: "What keeps the key-encryption key does not answer.",
  IN_TOKEN_ONLY: "Its admin key can only be used inside the token.",
  CHECK_VALUE_DIFFERS: "Its admin key does not have the check value (KCV) that is stored with it.",
  LENGTH_DOES_NOT_FIT: "Its admin key has a length that its card type does not take.",
  MASTER_KEY_MISSING: "The master key of its profile is missing.",
  MASTER_KEY_NOT_ACTIVE: "The master key of its profile is not approved.",
  INPUT_DOES_NOT_FIT: "Its key cannot be derived: the input template does not fit its serial number.",
};

/** Whether the key is there and has its check value, by trying it out on nothing. */
export function keyPresent(trouble: KeyTrouble | null, profile: ProfileRecord): Condition {
  if (trouble === null) return met("KEY_PRESENT", "The admin key is there, and its check value (KCV) is right.");
  const isImported = trouble === "MISSING" || trouble === "LENGTH_DOES_NOT_FIT" || trouble === "CHECK_VALUE_DIFFERS";
  const mending = isImported ? { link: "/admin/imports/new", fixLabel: "Import its key" } : keysTab(profile);
  return unmet("KEY_PRESENT", troubles[trouble], mending);
}

/** Whether the card is in a state in which its PIN can be unblocked. */
export function cardActive(card: CardRecord): Condition {
  if (card.state === "ACTIVE") return met("CARD_ACTIVE", "The card is active.");
  return unmet(
    "CARD_ACTIVE",
    `The card is ${card.state.toLowerCase()}.`,
    cardPage(card, "See what can be done with it"),
  );
}

/** Whether unblocking was stopped for the card. */
export function cardNotFrozen(card: CardRecord, since: Date | null): Condition {
  if (since === null) return met("CARD_NOT_FROZEN", "Nobody stopped unblocking for it.");
  const reason = "Unblocking was stopped for it: a response was reported as not asked for.";
  return unmet("CARD_NOT_FROZEN", reason, cardPage(card, "Open the card"));
}

/** Whether somebody holds it who may use the service. */
export function holderActive(card: CardRecord, holder: UserRecord | null): Condition {
  if (holder === null) return unmet("HOLDER_ACTIVE", "Nobody holds the card.", cardPage(card, "Open the card"));
  if (holder.state === "ACTIVE") return met("HOLDER_ACTIVE", `${holder.displayName} holds it and is active.`);
  const people = { link: `/admin/users?search=${encodeURIComponent(holder.username)}`, fixLabel: "Open the person" };
  return unmet("HOLDER_ACTIVE", `${holder.displayName} is ${holder.state.toLowerCase()}.`, people);
}

/** Whether the holder can sign in by something that is not the blocked card. */
export function signInWithoutCard(holder: UserRecord | null, by: WayInBy | null): Condition {
  if (holder === null) return unmet("SIGN_IN_WITHOUT_CARD", "Without a holder nobody can sign in for it.", null);
  if (by !== null)
    return met(
      "SIGN_IN_WITHOUT_CARD",
      `${holder.displayName} can sign in with ${by === "account elsewhere" ? "an" : "a"} ${by}.`,
    );
  const people = { link: `/admin/users?search=${encodeURIComponent(holder.username)}`, fixLabel: "Open the person" };
  const reason = `${holder.displayName} has no way to sign in that is not the card.`;
  return unmet("SIGN_IN_WITHOUT_CARD", reason, people);
}

/** Whether the attempt guard lets one more response out. */
export function attemptsLeft(card: CardRecord, standing: AttemptStanding): Condition {
  const { triesLeft, isStopped } = standing;
  if (isStopped) {
    const reason = `${standing.releasedSinceSuccess} responses were given without a success, so no more are given.`;
    return unmet("ATTEMPTS_LEFT", reason, cardPage(card, "Reset the attempts"));
  }
  const left = triesLeft === 1 ? "1 try is left." : `${triesLeft} tries are left.`;
  return met("ATTEMPTS_LEFT", triesLeft === null ? "This card type has no limit that is known." : left);
}

/** Whether the quotas let one more response out. */
export function quotaLeft(usedUp: QuotaUsedUp | null, profile: ProfileRecord): Condition {
  if (usedUp === null) return met("QUOTA_LEFT", "No quota is used up.");
  const when = usedUp.availableAt?.toISOString().slice(0, 16).replace("T", " ");
  const reason = when === undefined ? "The quota of its life is used up." : `A quota is used up until ${when} UTC.`;
  return unmet("QUOTA_LEFT", reason, keysTab(profile, "Open the quotas"));
}
