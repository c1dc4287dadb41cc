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

/** The stable name of a card type, as a card profile stores it. */
export type CardTypeName = (typeof names)[number];

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
}

/** Every card type Unlatch ships. The first is the one to propose when nothing is known of a card. */
export const cardTypes: readonly CardType[] = [
  {
    name: "minidriver-3des",
    label: "Windows minidriver, 3DES",
    cipher: "3DES",
    mode: "CBC",
    challengeLengths: [8, 16, 24, 32],
    keyLengths: [16, 24],
  },
  {
    name: "gemalto-net",
    label: "Gemalto .NET, 3DES",
    cipher: "3DES",
    mode: "ECB",
    challengeLengths: [8, 16, 24, 32, 40],
    keyLengths: [24],
  },
  { name: "gids", label: "GIDS, 3DES", cipher: "3DES", mode: "CBC", challengeLengths: [8, 40], keyLengths: [24] },
  {
    name: "tpm-vsc",
    label: "TPM virtual smart card, 3DES",
    cipher: "3DES",
    mode: "CBC",
    challengeLengths: [8, 40],
    keyLengths: [24],
  },
  {
    name: "hid-crescendo-3des",
    label: "HID Crescendo, 3DES",
    cipher: "3DES",
    mode: "ECB",
    challengeLengths: [8],
    keyLengths: [24],
  },
  {
    name: "hid-crescendo-aes",
    label: "HID Crescendo, AES-128",
    cipher: "AES-128",
    mode: "ECB",
    challengeLengths: [16],
    keyLengths: [16],
  },
  {
    name: "piv-9b-3des",
    label: "PIV management key (9B), 3DES",
    cipher: "3DES",
    mode: "ECB",
    challengeLengths: [8],
    keyLengths: [24],
  },
  {
    name: "piv-9b-aes128",
    label: "PIV management key (9B), AES-128",
    cipher: "AES-128",
    mode: "ECB",
    challengeLengths: [16],
    keyLengths: [16],
  },
  {
    name: "piv-9b-aes192",
    label: "PIV management key (9B), AES-192",
    cipher: "AES-192",
    mode: "ECB",
    challengeLengths: [16],
    keyLengths: [24],
  },
  {
    name: "piv-9b-aes256",
    label: "PIV management key (9B), AES-256",
    cipher: "AES-256",
    mode: "ECB",
    challengeLengths: [16],
    keyLengths: [32],
  },
  {
    name: "puk-as-hex",
    label: "OpenSC minidriver, PUK typed as hex",
    cipher: "NONE",
    mode: "ECB",
    challengeLengths: [],
    keyLengths: [],
  },
];

/** Whether a text is the name of a card type Unlatch knows. */
export function isCardTypeName(name: string): name is CardTypeName {
  return (names as readonly string[]).includes(name);
}

/**
 * The card type of that name.
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
