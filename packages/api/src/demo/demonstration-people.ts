import type { Role } from "@unlatch/core/access/permissions";
import type { ShippedCardTypeName } from "@unlatch/core/challenge/card-types";
import type { CardState } from "@unlatch/core/lifecycle/card-states";
import type { UserState } from "@unlatch/core/lifecycle/user-states";

/** The name of one of the demonstration's card profiles. */
export type DemonstrationProfile = "Employee card" | "Laboratory card" | "Contractor card";

/** A card profile of the demonstration. Nothing is switched on in it. */
export interface ProfilePlan {
  readonly name: DemonstrationProfile;
  readonly description: string;
  readonly cardType: ShippedCardTypeName;
  /** Why its cards still use 3DES; null: they do not. */
  readonly legacyReason: string | null;
  /** The first digits of its cards' serial numbers. */
  readonly serialPrefix: string;
}

/** A card of the demonstration before it has a number and a key. */
export interface CardPlan {
  readonly profile: DemonstrationProfile;
  readonly state: CardState;
}

/** A person of the demonstration. */
export interface PersonPlan {
  readonly username: string;
  readonly displayName: string;
  readonly role: Role;
  readonly state: UserState;
  readonly cards: readonly CardPlan[];
}

/** Three kinds of cards that answer in three ways. */
export const demonstrationProfiles: readonly ProfilePlan[] = [
  {
    name: "Employee card",
    description: "Everyone's card for signing in to a computer. Shows challenges of 16 digits.",
    cardType: "gids",
    legacyReason: "GIDS cards know 3DES only; the next generation takes AES.",
    serialPrefix: "0012",
  },
  {
    name: "Laboratory card",
    description: "For the laboratories: a PIV card with an AES-256 key. Shows challenges of 32 digits.",
    cardType: "piv-9b-aes256",
    legacyReason: null,
    serialPrefix: "0047",
  },
  {
    name: "Contractor card",
    description: "For people of other companies, valid for the time of their contract.",
    cardType: "minidriver-3des",
    legacyReason: "Cards that the companies bring along know 3DES only.",
    serialPrefix: "0083",
  },
];

const selfService = { role: "SELF_SERVICE_USER", state: "ACTIVE" } as const;
const employee = (state: CardState): CardPlan => ({ profile: "Employee card", state });

/** Those who can sign in: one for each role, and holders of cards in every state that somebody will wonder about. */
export const peopleWithAccounts: readonly PersonPlan[] = [
  { username: "admin", displayName: "Amara Osei", role: "ADMINISTRATOR", state: "ACTIVE", cards: [] },
  { username: "operator", displayName: "Oskar Lindgren", role: "OPERATOR", state: "ACTIVE", cards: [] },
  { username: "auditor", displayName: "Aiko Brandt", role: "AUDITOR", state: "ACTIVE", cards: [] },
  { ...selfService, username: "maria", displayName: "Maria Keller", cards: [employee("ACTIVE")] },
  {
    ...selfService,
    username: "tomas",
    displayName: "Tomas Okafor",
    cards: [{ profile: "Laboratory card", state: "ACTIVE" }],
  },
  {
    ...selfService,
    username: "ines",
    displayName: "Inês Carvalho",
    cards: [employee("INACTIVE"), { profile: "Contractor card", state: "ACTIVE" }],
  },
  { ...selfService, username: "yuki", displayName: "Yuki Tanaka", cards: [employee("ISSUED")] },
  { ...selfService, username: "lars", displayName: "Lars Holm", cards: [employee("LOCKED")] },
  { ...selfService, username: "priya", displayName: "Priya Raman", cards: [employee("EXPIRED")] },
  { ...selfService, username: "felix", displayName: "Felix Moreau", state: "INACTIVE", cards: [employee("ACTIVE")] },
  { ...selfService, username: "noor", displayName: "Noor Haddad", cards: [] },
];
