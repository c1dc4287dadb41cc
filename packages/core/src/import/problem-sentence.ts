import type { ImportProblem, ImportProblemCode } from "./import-problem.ts";

const sentences: Readonly<Record<ImportProblemCode, (fact: string) => string>> = {
  ROW_TOO_LONG: () => "This row is longer than any row of cards. Look for a missing line break before it.",
  QUOTE_NOT_CLOSED: () => "A quotation mark in this row is never closed. Close it, or take it out.",
  SERIAL_NUMBER_MISSING: () => "There is no serial number. Add it as it is printed on the card.",
  SERIAL_NUMBER_UNREADABLE: () =>
    "The serial number must have 1 to 64 characters: letters, digits, and . _ : / - between them.",
  CHANGED_BY_SPREADSHEET: () =>
    "The spreadsheet took this for a number and lost digits. Format the column as text, enter it again and save the file.",
  LOOKS_LIKE_KEY: () => "This looks like a key. Check which column of the file holds what; nothing of it was kept.",
  DUPLICATE_IN_FILE: (row) => `Row ${row} has the same serial number. Keep one of them.`,
  LABEL_UNUSABLE: () => "The label must have 1 to 200 characters.",
  HOLDER_UNKNOWN: (name) => `There is no user ${name}. Add the account first, or leave the cell empty.`,
  PROFILE_UNKNOWN: (name) => `There is no card profile ${name}. Create it first, or correct its name.`,
  CARD_OF_ANOTHER_PROFILE: () =>
    "This card is there already, with another card profile. An import moves no card from one to another.",
  CARD_TYPE_UNKNOWN: (name) => `There is no card type ${name}. Use its name, such as piv-9b-aes256.`,
  CARD_TYPE_OF_ANOTHER_KIND: (name) =>
    `${name} has another kind of key than the card profile. Leave the cell empty and change the type on the card's page, with a reason where it is 3DES, or name another card profile.`,
  STATE_UNKNOWN: (word) => `${word} is no state of a card. Write ACTIVE, INACTIVE, LOCKED or another state of Unlatch.`,
  DATE_UNREADABLE: () => "This is not a date. Write it as 2030-12-31.",
  DATE_AMBIGUOUS: () => "Day and month cannot be told apart. Write the date as 2030-12-31.",
  KEY_MISSING: () => "There is no admin key. Cards of this profile each need their own.",
  KEY_NOT_HEX: () => "The admin key must only include 0 to 9 and A to F.",
  KEY_HALF_BYTE: (digits) => `The admin key has ${digits} digits. It must have two for each byte.`,
  KEY_WRONG_LENGTH: (fact) => `The admin key has ${fact}. Check the card type, or the key.`,
  KEY_IS_DEFAULT: () =>
    'This is a key that cards leave the factory with, known to everybody. Change it on the card, or choose "Import default keys".',
  KEY_IS_SINGLE_DES: () =>
    "Two neighbouring thirds of this 3DES key are the same, so it is no better than single DES. Change it on the card.",
  KEY_IS_TWO_KEY: () =>
    'This is a two-key 3DES key (first and last third are the same). Change it on the card, or choose "Import two-key 3DES keys".',
  KEY_DERIVES_OTHERS: () => "This is the master key from which cards' keys are derived. It must be no card's own key.",
  KEY_NOT_AS_DERIVED: () =>
    "This is not the key that the profile derives for this card. Check the master key and the input template, or leave the cell empty.",
  KEY_UNAVAILABLE: () => "The key of this card cannot be derived. Look at the Keys tab of its card profile.",
  CHECK_VALUE_UNREADABLE: () => "A key check value has 4 to 16 hexadecimal digits.",
  CHECK_VALUE_DIFFERS: (computed) =>
    `The key in this row has the KCV ${computed}, the file says otherwise. One of them is wrong: look at the source of the key.`,
  DEFAULT_KEY_TAKEN: () => "A default key of the factory. It is on the key hygiene page until it is changed.",
  TWO_KEY_TAKEN: () => "A two-key 3DES key.",
  KEY_ON_ANOTHER_CARD: () => "Another card has the same key.",
  DETAILS_KEPT: () =>
    "The card is there already: its label, holder, state, type and date stay as they are. Change them on the card's page.",
};

/** @returns what is wrong with a row and how to mend it, in one sentence or two */
export function problemSentence({ code, fact }: Pick<ImportProblem, "code" | "fact">): string {
  return sentences[code](fact);
}
