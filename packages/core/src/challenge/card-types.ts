/** How an admin key enciphers a challenge; `NONE` is the card whose "response" is its PUK. */
export type Cipher = "3DES" | "AES-128" | "AES-192" | "AES-256" | "NONE";

/** How blocks are chained: `CBC` always starts from an all-zero vector. One block is the same in both. */
export type CipherMode = "ECB" | "CBC";

const names = [
  "minidriver-3des",
  "gemalto-net",
  "gids",
  "tpm-vsc",
  "hid-crescendo-3des",
  "hid-crescendo-aes",
  "piv-9b-3des",
  "piv-9b-aes128",
  "piv-9b-aes192",
  "piv-9b-aes256",
  "puk-as-hex",
] as const;

/** The stable name of a card type that Unlatch ships. */
export type ShippedCardTypeName = (typeof names)[number];

/** The stable name of a card type, as a card profile stores it; `custom` is described by the profile itself. */
export type CardTypeName = ShippedCardTypeName | "custom";

/** How the tries of a card's admin key behave: a response the card does not accept uses one up. */
export interface AdminKeyTries {
  /** Wrong responses in a row after which the card takes none any more; null: no limit, or none that is published. */
  readonly limit: number | null;
  /** Whether reaching the limit is for good; null: not published. */
  readonly blocksForGood: boolean | null;
  /** The same in words, with what is not publicly documented named as such. */
  readonly note: string;
}

/** How one family of cards computes and shows: what a card profile chooses. */
export interface CardType {
  readonly name: CardTypeName;
  /** What an administrator reads in the list of card types. */
  readonly label: string;
  readonly cipher: Cipher;
  readonly mode: CipherMode;
  /** Bytes of the challenges such a card shows, ascending; empty: any. */
  readonly challengeLengths: readonly number[];
  /** Bytes of the admin keys such a card takes; empty: any. A 16-byte 3DES key counts as K1‖K2‖K1. */
  readonly keyLengths: readonly number[];
  /** What the computer shows for such a card, so that a help desk can tell whether the profile is the right one. */
  readonly windowsScreen: string;
  readonly adminKeyTries: AdminKeyTries;
}

const unpublished = (note: string): AdminKeyTries => ({ limit: null, blocksForGood: null, note });
const unlimited = (note: string): AdminKeyTries => ({ limit: null, blocksForGood: false, note });

const pivTries = unlimited(
  "The PIV model counts no tries for the management key: a wrong response costs nothing but the challenge.",
);
const pivScreen = (digits: string) =>
  `A minidriver or tool that offers the management key shows a challenge of ${digits}. The YubiKey minidriver asks for the PUK instead: what else it does with the response is not publicly documented.`;
const unblockScreen = (digits: string) =>
  `The unblock screen of Windows shows a challenge of ${digits} in groups of four, and asks for the response and a new PIN.`;

/** Every card type Unlatch ships. The first is the one to propose when nothing is known of a card. */
export const cardTypes: readonly CardType[] = [
  {
    name: "minidriver-3des",
    label: "Windows minidriver, 3DES",
    cipher: "3DES",
    mode: "CBC",
    challengeLengths: [8, 16, 24, 32],
    keyLengths: [16, 24],
    windowsScreen: unblockScreen("16 hex digits (some cards 32, 48 or 64)"),
    adminKeyTries: {
      limit: 5,
      blocksForGood: true,
      note: "Card-specific. Thales IDPrime MD and PIVKey/Taglio: 5 wrong responses, then the admin key is blocked for good. Feitian ePass2003: limited and then for good, the number is not publicly documented. Counted as 5 for all.",
    },
  },
  {
    name: "gemalto-net",
    label: "Gemalto .NET, 3DES",
    cipher: "3DES",
    mode: "ECB",
    challengeLengths: [8, 16, 24, 32, 40],
    keyLengths: [24],
    windowsScreen: unblockScreen("16 hex digits"),
    adminKeyTries: unpublished(
      "The limit of the .NET cards is not publicly documented. Count on one: a wrong response can cost a try.",
    ),
  },
  {
    name: "gids",
    label: "GIDS, 3DES",
    cipher: "3DES",
    mode: "CBC",
    challengeLengths: [8, 40],
    keyLengths: [24],
    windowsScreen: `${unblockScreen("16 hex digits")} A card that does not offer external authentication (the way of Windows 7) shows 80.`,
    adminKeyTries: unlimited(
      "GidsApplet counts no tries (twelve wrong ones measured). The limit of other GIDS cards is not publicly documented.",
    ),
  },
  {
    name: "tpm-vsc",
    label: "TPM virtual smart card, 3DES",
    cipher: "3DES",
    mode: "CBC",
    challengeLengths: [8, 40],
    keyLengths: [24],
    windowsScreen: `${unblockScreen("16 hex digits")} Where the mutual form is used it shows 80. Unblocking does not end a lockout of the TPM itself.`,
    adminKeyTries: unpublished("The limit of TPM virtual smart cards is not publicly documented."),
  },
  {
    name: "hid-crescendo-3des",
    label: "HID Crescendo, 3DES",
    cipher: "3DES",
    mode: "ECB",
    challengeLengths: [8],
    keyLengths: [24],
    windowsScreen: unblockScreen("16 hex digits"),
    adminKeyTries: unpublished("The limit of HID Crescendo cards is not publicly documented."),
  },
  {
    name: "hid-crescendo-aes",
    label: "HID Crescendo, AES-128",
    cipher: "AES-128",
    mode: "ECB",
    challengeLengths: [16],
    keyLengths: [16],
    windowsScreen: unblockScreen("32 hex digits"),
    adminKeyTries: unpublished("The limit of HID Crescendo cards is not publicly documented."),
  },
  {
    name: "piv-9b-3des",
    label: "PIV management key (9B), 3DES",
    cipher: "3DES",
    mode: "ECB",
    challengeLengths: [8],
    keyLengths: [24],
    windowsScreen: pivScreen("16 hex digits"),
    adminKeyTries: pivTries,
  },
  {
    name: "piv-9b-aes128",
    label: "PIV management key (9B), AES-128",
    cipher: "AES-128",
    mode: "ECB",
    challengeLengths: [16],
    keyLengths: [16],
    windowsScreen: pivScreen("32 hex digits"),
    adminKeyTries: pivTries,
  },
  {
    name: "piv-9b-aes192",
    label: "PIV management key (9B), AES-192",
    cipher: "AES-192",
    mode: "ECB",
    challengeLengths: [16],
    keyLengths: [24],
    windowsScreen: pivScreen("32 hex digits"),
    adminKeyTries: pivTries,
  },
  {
    name: "piv-9b-aes256",
    label: "PIV management key (9B), AES-256",
    cipher: "AES-256",
    mode: "ECB",
    challengeLengths: [16],
    keyLengths: [32],
    windowsScreen: pivScreen("32 hex digits"),
    adminKeyTries: pivTries,
  },
  {
    name: "puk-as-hex",
    label: "OpenSC minidriver, PUK typed as hex",
    cipher: "NONE",
    mode: "ECB",
    challengeLengths: [],
    keyLengths: [],
    windowsScreen:
      "The unblock screen of Windows shows a challenge of 16 hex digits that means nothing; the response is the PUK in hex.",
    adminKeyTries: unpublished(
      "Every wrong response costs a try of the PUK. How many there are depends on the card; a blocked PUK is for good.",
    ),
  },
];

/** Whether a text is the name of a card type Unlatch ships; `custom` is none. */
export function isCardTypeName(name: string): name is ShippedCardTypeName {
  return (names as readonly string[]).includes(name);
}

/**
 * The shipped card type of that name.
 *
 * @throws RangeError on an unknown name: stored names are checked when they come in
 */
export function cardTypeNamed(name: string): CardType {
  const found = cardTypes.find((type) => type.name === name);
  if (found === undefined) {
    throw new RangeError(`name: expected one of ${names.join(", ")}, got ${JSON.stringify(name)}`);
  }
  return found;
}
