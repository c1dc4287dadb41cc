import { type CardTypeName, isCardTypeName } from "@unlatch/core/challenge/card-types";
import { fold } from "../identity/index.ts";
import type { CardProfileNameMissing, CardProfileTextTooLong, CardTypeUnknown } from "./profile-refusals.ts";

/** The longest name of a card profile, in characters. */
export const longestName = 120;
/** The longest description of a card profile, in characters. */
export const longestDescription = 1000;

/** What an administrator typed of a profile, as it arrives. */
export interface ProfileTexts {
  readonly name: string;
  readonly description: string;
  readonly cardType: string;
  /** Why, where the card type still uses 3DES. */
  readonly legacyReason?: string | null | undefined;
}

/** The same, read: trimmed, of fitting lengths, and of a card type there is. */
export interface ReadProfileTexts {
  readonly type: "Read";
  readonly name: string;
  readonly description: string;
  readonly cardType: CardTypeName;
}

/**
 * Reads what an administrator typed of a profile, or says what is wrong with the first thing that is.
 *
 * @param known - the card type that the profile has already, which may be one of its own
 */
export function readProfileTexts(
  typed: ProfileTexts,
  known: CardTypeName | null = null,
): ReadProfileTexts | CardProfileNameMissing | CardProfileTextTooLong | CardTypeUnknown {
  const name = typed.name.replace(/[\p{Cc}\s]+/gu, " ").trim();
  const description = typed.description.replace(/[^\P{Cc}\n\t]/gu, "").trim();
  if (name === "") return { type: "CardProfileNameMissing" };
  const tooLong =
    longerThan(longestName, { label: "Name", text: name }) ??
    longerThan(longestDescription, { label: "Description", text: description });
  if (tooLong !== null) return tooLong;
  const cardType = isCardTypeName(typed.cardType) || typed.cardType === known ? typed.cardType : null;
  if (cardType === null) return { type: "CardTypeUnknown" };
  return { type: "Read", name, description, cardType: cardType };
}

function longerThan(
  longest: number,
  { label, text }: { label: "Name" | "Description"; text: string },
): CardProfileTextTooLong | null {
  // What names are compared by can be longer than what was typed, and has a column of the same length.
  const entered = Math.max([...text].length, label === "Name" ? [...fold(text)].length : 0);
  return entered <= longest
    ? null
    : { type: "CardProfileTextTooLong", label, longest, entered, at: [label.toLowerCase()] };
}
