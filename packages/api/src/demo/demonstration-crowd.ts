import type { CardState } from "@unlatch/core/lifecycle/card-states";
import type { UserState } from "@unlatch/core/lifecycle/user-states";
import type { CardPlan, DemonstrationProfile, PersonPlan } from "./demonstration-people.ts";

const firstNames =
  "Adaeze Benedikt Camila Dmitri Elif Fergus Greta Hassan Ingrid Jomo Katarina Liam Mei Nadia Otto Paloma Quentin Rosa Samir Thandi Ursula Vikram Wanda Zoltán".split(
    " ",
  );
const lastNames =
  "Abara Bergström Castillo Dubois Eriksen Fontaine Gupta Horvat Ibrahim Jansen Kowalski Lombardi Müller Nakamura Olsen Petrova Quist Rossi Silva Toivonen Ueda Vargas Weber Zhang".split(
    " ",
  );

/** Out of every sixty cards of the crowd, those that are not Active. */
const unusualStates: Readonly<Record<number, CardState>> = {
  3: "INACTIVE",
  9: "ISSUED",
  14: "EXPIRED",
  18: "INACTIVE",
  22: "LOCKED",
  27: "REQUESTED",
  31: "ISSUED",
  36: "APPROVED",
  40: "EXPIRED",
  43: "FAILED",
  47: "INACTIVE",
  51: "REJECTED",
  54: "LOCKED",
  57: "ABORTED",
};

/** People who hold a card each and cannot sign in: the rest of an organisation. */
export function demonstrationCrowd(size: number): PersonPlan[] {
  return Array.from({ length: size }, (_, index) => {
    const displayName = nameAt(index);
    const card = { profile: profileAt(index), state: unusualStates[index % 60] ?? "ACTIVE" };
    return {
      username: usernameFrom(displayName),
      displayName,
      role: "SELF_SERVICE_USER",
      state: userStateWith(card.state, index),
      cards: index % 12 === 5 ? [card, { profile: "Laboratory card", state: "ACTIVE" }] : [card],
    };
  });
}

/** Cards in a drawer: nobody holds them yet. */
export function unassignedCards(count: number): CardPlan[] {
  return Array.from({ length: count }, (_, index) => ({ profile: profileAt(index), state: "REGISTERED" }));
}

/** Every pair of names comes once in 24 × 24 people. */
function nameAt(index: number): string {
  const round = Math.floor(index / firstNames.length);
  const first = firstNames[index % firstNames.length] ?? "";
  return `${first} ${lastNames[((index % firstNames.length) * 7 + round) % lastNames.length] ?? ""}`;
}

function profileAt(index: number): DemonstrationProfile {
  const place = index % 10;
  if (place < 6) return "Employee card";
  return place < 8 ? "Laboratory card" : "Contractor card";
}

/** Locking a person locks their cards; not everyone whose card is locked is locked themselves. */
function userStateWith(cardState: CardState, index: number): UserState {
  if (cardState === "LOCKED" && index % 4 === 2) return "LOCKED";
  return index % 29 === 11 ? "INACTIVE" : "ACTIVE";
}

function usernameFrom(displayName: string): string {
  return displayName.normalize("NFD").replaceAll(/\p{M}/gu, "").toLowerCase().replaceAll(" ", ".");
}
