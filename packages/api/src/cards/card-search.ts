import type { CardState } from "@unlatch/core/lifecycle/card-states";
import { fold } from "../identity/index.ts";
import { prefixRange } from "../platform/prefix-range.ts";
import type { SqlValue } from "../platform/sql.ts";
import { reversed } from "./card.repository.ts";
import { foldSerialNumber } from "./serial-number.ts";

/** Which cards are looked for. What is left out does not matter. */
export interface CardSearch {
  /** The beginning of a serial number, its last three or more digits, or the beginning of a holder's name. */
  readonly search?: string | null | undefined;
  readonly state?: CardState | null | undefined;
  readonly profileId?: string | null | undefined;
  /** Only cards for which unblocking is stopped. */
  readonly isFrozen?: boolean | null | undefined;
}

/** A condition with its parameters. */
export interface Condition {
  readonly text: string;
  readonly parameters: readonly SqlValue[];
}

/** A condition on one column that every card of a list must pass. */
export type Filter =
  | {
      readonly column: "holder_id" | "profile_id" | "state" | "serial_number";
      readonly comparison: "= ?" | "> ?";
      readonly parameter: string;
    }
  | { readonly column: "id"; readonly comparison: "IN (SELECT card_id FROM card_freezes)"; readonly parameter?: never };

const fewestLastDigits = 3;
const fewestLettersOfAName = 2;

/**
 * The beginning of a name finds the cards of so many people by user name and so many by display name: two letters can
 * fit half of all people, and whoever looks for one of them types a third.
 */
export const mostPeople = 1000;

/** One way to find cards: a range of an index. */
export interface Way extends Condition {
  /**
   * Whether that index also has the order of the list. Otherwise nothing else about the card may tempt the database to
   * walk another index instead, which would read nearly every card there is.
   */
  readonly isInOrder: boolean;
  /** The people whose cards these are; of each only the first `mostPeople` are looked at. */
  readonly people?: readonly Condition[];
}

/** @returns the filters that every card found must pass */
export function filtersOf({ state, profileId, isFrozen }: CardSearch): Filter[] {
  return [
    ...(isFrozen ? [{ column: "id", comparison: "IN (SELECT card_id FROM card_freezes)" } as const] : []),
    ...(profileId ? [{ column: "profile_id", comparison: "= ?", parameter: profileId } as const] : []),
    ...(state ? [{ column: "state", comparison: "= ?", parameter: state } as const] : []),
  ];
}

/**
 * The ways in which a search can find a card. Each is a range of one index, so a list of cards is read by one statement
 * that walks each range only as far as the page needs.
 *
 * @returns null when nothing is searched for; none when nothing can be found
 */
export function waysToFind({ search }: CardSearch): Way[] | null {
  const typed = search?.trim() ?? "";
  if (typed === "") return null;
  return [...bySerialNumber(foldSerialNumber(typed)), ...byHolder(fold(typed))];
}

function bySerialNumber(serialNumber: string): Way[] {
  if (serialNumber === "") return [];
  const ways: Way[] = [{ ...within("serial_number", serialNumber), isInOrder: true }];
  if (serialNumber.length >= fewestLastDigits) {
    ways.push({ ...within("serial_reversed", reversed(serialNumber)), isInOrder: false });
  }
  return ways;
}

function byHolder(name: string): Way[] {
  if (name.length < fewestLettersOfAName) return [];
  const people = ["username_key", "display_name_key"].map((column) => ({ column, ...within(column, name) }));
  const first = people.map(
    ({ column, text }) =>
      `SELECT id FROM (SELECT id FROM users WHERE ${text} ORDER BY ${column} LIMIT ${mostPeople}) AS by_${column}`,
  );
  const parameters = people.flatMap((range) => range.parameters);
  return [{ text: `holder_id IN (${first.join(" UNION ")})`, parameters, isInOrder: false, people }];
}

function within(column: string, prefix: string): Condition {
  const { from, below } = prefixRange(prefix);
  return { text: `${column} >= ? AND ${column} < ?`, parameters: [from, below] };
}
