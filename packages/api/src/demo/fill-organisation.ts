import { wipe } from "@unlatch/core/bytes";
import { cardTypeNamed } from "@unlatch/core/challenge/card-types";
import { cardRepository } from "../cards/index.ts";
import { userRepository } from "../identity/index.ts";
import type { KeyVault } from "../keys/index.ts";
import type { Clock } from "../platform/clock.ts";
import type { Random } from "../platform/random.ts";
import type { Sql } from "../platform/sql.ts";
import { profileRepository, usualKeys } from "../profiles/index.ts";
import { demonstrationCrowd, unassignedCards } from "./demonstration-crowd.ts";
import {
  type CardPlan,
  type DemonstrationProfile,
  demonstrationProfiles,
  peopleWithAccounts,
  type PersonPlan,
} from "./demonstration-people.ts";

/** How many cards a demonstration has in all. */
export const cardsInAll = 200;
const crowdSize = 164;
const dayMs = 86_400_000;

/** What the rows of an organisation are made with. */
export interface OrganisationParts {
  readonly vault: Pick<KeyVault, "addAdminKey">;
  readonly clock: Clock;
  readonly random: Random;
  /** The password hashes of those who can sign in, by user name. */
  readonly hashOf: ReadonlyMap<string, string | null>;
}

interface Work extends OrganisationParts {
  readonly sql: Sql;
  readonly profileIds: ReadonlyMap<DemonstrationProfile, string>;
}

/** Writes profiles, people and cards of a demonstration into an empty database. @returns how many cards there are */
export async function fillOrganisation(sql: Sql, parts: OrganisationParts): Promise<number> {
  const work: Work = { ...parts, sql, profileIds: await addProfiles(sql, parts) };
  let serial = 0;
  for (const person of [...peopleWithAccounts, ...demonstrationCrowd(crowdSize)]) {
    const holderId = await addPerson(work, person);
    for (const plan of person.cards) await addCard(work, { plan, holderId, serial: (serial += 1) });
  }
  for (const plan of unassignedCards(cardsInAll - serial)) {
    await addCard(work, { plan, holderId: null, serial: (serial += 1) });
  }
  return serial;
}

async function addProfiles(sql: Sql, { random, clock }: OrganisationParts): Promise<Map<DemonstrationProfile, string>> {
  const ids = new Map<DemonstrationProfile, string>();
  for (const { name, description, cardType, legacyReason } of demonstrationProfiles) {
    const id = random.id();
    const made = {
      version: 1,
      changedAt: clock(),
      changedById: null,
      commands: [],
      // Who tries the demonstration unblocks the same card more often in a day than anybody else in a year.
      keys: { ...usualKeys(cardType, legacyReason), quotas: { perDay: 50, perYear: 500, perLifetime: 1000 } },
    };
    await profileRepository(sql).insert({ id, name, description, cardType, ...made });
    ids.set(name, id);
  }
  return ids;
}

async function addPerson({ sql, random, clock, hashOf }: Work, person: PersonPlan): Promise<string> {
  const { username, displayName, role, state } = person;
  const user = { id: random.id(), username, displayName, role, state, version: 1 };
  if (!(await userRepository(sql).add(user, hashOf.get(username) ?? null, clock()))) {
    throw new RangeError(`username: ${username} comes twice in the demonstration`);
  }
  return user.id;
}

async function addCard(
  { sql, random, clock, vault, profileIds }: Work,
  { plan, holderId, serial }: { plan: CardPlan; holderId: string | null; serial: number },
): Promise<void> {
  const profile = demonstrationProfiles.find(({ name }) => name === plan.profile);
  const profileId = profileIds.get(plan.profile);
  if (profile === undefined || profileId === undefined) throw new RangeError(`profile: no ${plan.profile}`);
  const id = random.id();
  const validUntil = validUntilOf(plan, serial, clock());
  const serialNumber = serialNumberOf(profile.serialPrefix, serial);
  const card = {
    id,
    serialNumber,
    label: plan.profile,
    state: plan.state,
    profileId,
    holderId,
    validUntil,
    version: 1,
    cardTypeOverride: null,
    keySourceOverride: null,
  };
  await cardRepository(sql).insert(card, clock());
  const cardType = cardTypeNamed(profile.cardType);
  const adminKey = random.bytes(cardType.keyLengths.at(-1) ?? 24);
  try {
    await vault.addAdminKey(sql, { cardId: id, cardType }, adminKey);
  } finally {
    wipe(adminKey);
  }
}

/** Ten digits of which the last four, by which people know a card, differ for every card. */
function serialNumberOf(prefix: string, serial: number): string {
  const lastFour = String((serial * 7919 + 4821) % 10_000).padStart(4, "0");
  return `${prefix}${String(10 + (serial % 60)).padStart(2, "0")}${lastFour}`;
}

/** The end of a day one to four years ahead; for an expired card one of the last months. */
function validUntilOf({ state }: CardPlan, serial: number, now: Date): Date {
  const days = state === "EXPIRED" ? -(5 + (serial % 90)) : 365 + ((serial * 37) % 1100);
  const day = new Date(now.getTime() + days * dayMs);
  day.setUTCHours(23, 59, 59, 0);
  return day;
}
