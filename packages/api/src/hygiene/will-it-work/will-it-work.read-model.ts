import { attemptStanding } from "@unlatch/core/guard/attempts";
import { quotaUsedUp } from "@unlatch/core/guard/quotas";
import { cardFreezeRepository, type CardRecord, cardRepository } from "../../cards/index.ts";
import { userRepository, type WayInBy, wayInBy } from "../../identity/index.ts";
import type { KeyVault } from "../../keys/index.ts";
import type { Clock } from "../../platform/clock.ts";
import { countOf } from "../../platform/pagination.ts";
import type { Sql } from "../../platform/sql.ts";
import { attemptLimitsOf, cardGuardRepository, quotasOf } from "../../processes/index.ts";
import { cardTypeFor, cardTypeOfCard, keyedCard, type ProfileRecord, profileRepository } from "../../profiles/index.ts";
import {
  attemptsLeft,
  cardActive,
  cardNotFrozen,
  holderActive,
  keyPresent,
  quotaLeft,
  signInWithoutCard,
} from "./card-conditions.ts";
import { type Condition, met, unmet } from "./condition.ts";
import { cryptographyAllowed, keysTab, processConditions, typeComplete } from "./profile-conditions.ts";

/** What deciding about a card or a profile needs. */
export interface WillItWorkParts {
  readonly reader: Sql;
  readonly vault: Pick<KeyVault, "withAdminKey">;
  readonly clock: Clock;
  readonly isStrict: boolean;
}

/** Decides, without changing anything, whether unblocking would work: null where there is no such card or profile. */
export interface WillItWork {
  card(id: string): Promise<readonly Condition[] | null>;
  profile(id: string): Promise<readonly Condition[] | null>;
}

/** @returns the answers to "Will it work?" */
export function makeWillItWork(parts: WillItWorkParts): WillItWork {
  const { reader } = parts;
  return {
    async card(id) {
      const card = await cardRepository(reader).byId(id);
      const profile = card === null ? null : await profileRepository(reader).byId(card.profileId);
      return card === null || profile === null ? null : ofCard(parts, card, profile);
    },
    async profile(id) {
      const profile = await profileRepository(reader).byId(id);
      return profile === null ? null : ofProfile(parts, profile);
    },
  };
}

async function ofCard(parts: WillItWorkParts, card: CardRecord, profile: ProfileRecord): Promise<Condition[]> {
  const { reader, clock, isStrict } = parts;
  const type = cardTypeOfCard(profile, card);
  const holder = card.holderId === null ? null : await userRepository(reader).byId(card.holderId);
  const guards = cardGuardRepository(reader);
  const released = (await guards.attemptsOn([card.id])).get(card.id) ?? 0;
  const usedUp = quotaUsedUp(quotasOf(profile), await guards.releasesOfCard(card.id, clock()), clock());
  return [
    typeComplete(profile, type),
    cryptographyAllowed(profile, type, isStrict),
    keyPresent(await keyTroubleOf(parts, profile, card), profile),
    ...processConditions(profile),
    cardActive(card),
    cardNotFrozen(card, (await cardFreezeRepository(reader).frozenSince([card.id])).get(card.id) ?? null),
    holderActive(card, holder),
    signInWithoutCard(holder, holder === null ? null : await signsInBy(reader, holder.id)),
    attemptsLeft(card, attemptStanding(attemptLimitsOf(profile, card), released)),
    quotaLeft(usedUp, profile),
  ];
}

async function ofProfile({ reader, isStrict }: WillItWorkParts, profile: ProfileRecord): Promise<Condition[]> {
  const type = cardTypeFor(profile);
  const active = await countOf(reader, "FROM cards WHERE profile_id = ? AND state = 'ACTIVE'", [profile.id]);
  const cards = { link: `/admin/card-list?profile=${profile.id}`, fixLabel: "See its cards" };
  const noCard = "No card of this profile is active.";
  const some = (count: number) => (count === 1 ? "1 card is active." : `${count} cards are active.`);
  return [
    typeComplete(profile, type),
    cryptographyAllowed(profile, type, isStrict),
    await keysPresent(reader, profile),
    ...processConditions(profile),
    active.count === 0 ? unmet("CARD_ACTIVE", noCard, cards) : met("CARD_ACTIVE", some(active.count)),
    await holdersCanSignIn(reader, profile),
  ];
}

async function keyTroubleOf({ reader, vault }: WillItWorkParts, profile: ProfileRecord, card: CardRecord) {
  const used = await vault.withAdminKey(reader, keyedCard(profile, card), () => null);
  // A key that the token alone can use is where it should be.
  return used.type === "KeyUsed" || used.cause === "IN_TOKEN_ONLY" ? null : used.cause;
}

async function keysPresent(reader: Sql, profile: ProfileRecord): Promise<Condition> {
  const { keySource, masterKeyId } = profile.keys;
  if (keySource === "DIVERSIFIED" || keySource === "UNIFORM") {
    const active = await reader.row("SELECT id FROM master_keys WHERE id = ? AND state = 'ACTIVE'", [masterKeyId]);
    if (active !== null) return met("KEY_PRESENT", "The master key is there, and approved.");
    return unmet("KEY_PRESENT", "The master key of this profile is not approved.", keysTab(profile));
  }
  const missing = await countOf(
    reader,
    `FROM cards c WHERE c.profile_id = ? AND c.state = 'ACTIVE'
     AND NOT EXISTS (SELECT 1 FROM admin_keys k WHERE k.card_id = c.id)`,
    [profile.id],
  );
  if (missing.count === 0) return met("KEY_PRESENT", "Every active card of this profile has a key.");
  const reason = `${missing.count} active ${missing.count === 1 ? "card has" : "cards have"} no key.`;
  return unmet("KEY_PRESENT", reason, { link: "/admin/hygiene/MISSING_KEY", fixLabel: "See which" });
}

async function holdersCanSignIn(reader: Sql, profile: ProfileRecord): Promise<Condition> {
  const without = await countOf(
    reader,
    `FROM cards c JOIN users u ON u.id = c.holder_id
     WHERE c.profile_id = ? AND c.state = 'ACTIVE' AND u.state = 'ACTIVE' AND ${wayInBy} IS NULL`,
    [profile.id],
  );
  if (without.count === 0) return met("SIGN_IN_WITHOUT_CARD", "Every holder can sign in without the card.");
  const who = without.count === 1 ? "1 holder has" : `${without.count} holders have`;
  return unmet("SIGN_IN_WITHOUT_CARD", `${who} no way to sign in that is not the card.`, {
    link: "/admin/users",
    fixLabel: "See people",
  });
}

/** @returns by what a person can sign in that is no card; null: by nothing */
async function signsInBy(reader: Sql, userId: string): Promise<WayInBy | null> {
  const row = await reader.row<{ way: WayInBy | null }>(`SELECT ${wayInBy} AS way FROM users u WHERE u.id = ?`, [
    userId,
  ]);
  return row?.way ?? null;
}
