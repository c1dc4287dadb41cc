import type { CardType, Cipher, CipherMode } from "./card-types.ts";

/** A card type that an administrator describes because Unlatch ships none that fits. */
export interface CustomCardType {
  readonly cipher: Exclude<Cipher, "NONE">;
  readonly mode: CipherMode;
  /** Bytes, ascending, each once. */
  readonly challengeLengths: readonly number[];
  /** Bytes. */
  readonly keyLength: number;
}

/** A description that no card could be of: which part of it, and the values that part can have. */
export interface CustomCardTypeWrong {
  readonly type: "CustomCardTypeWrong";
  readonly part: "cipher" | "mode" | "challengeLengths" | "keyLength";
  readonly possible: readonly (string | number)[];
}

const keyLengthsOf: Readonly<Record<CustomCardType["cipher"], readonly number[]>> = {
  "3DES": [16, 24],
  "AES-128": [16],
  "AES-192": [24],
  "AES-256": [32],
};
const ciphers = Object.keys(keyLengthsOf) as CustomCardType["cipher"][];
const modes: readonly CipherMode[] = ["ECB", "CBC"];
const mostBlocks = 8;

/**
 * Reads what an administrator described.
 *
 * @param typed - as it came in; lengths in bytes
 * @returns the description, its challenge lengths in order, or the first part that does not go with the rest
 */
export function readCustomCardType(typed: {
  readonly cipher: string;
  readonly mode: string;
  readonly challengeLengths: readonly number[];
  readonly keyLength: number;
}): { readonly type: "CustomCardTypeRead"; readonly custom: CustomCardType } | CustomCardTypeWrong {
  const cipher = ciphers.find((one) => one === typed.cipher);
  if (cipher === undefined) return { type: "CustomCardTypeWrong", part: "cipher", possible: ciphers };
  const mode = modes.find((one) => one === typed.mode);
  if (mode === undefined) return { type: "CustomCardTypeWrong", part: "mode", possible: modes };
  const possible = lengthsOf(cipher);
  const challengeLengths = [...new Set(typed.challengeLengths)].sort((a, b) => a - b);
  if (challengeLengths.length === 0 || !challengeLengths.every((length) => possible.includes(length))) {
    return { type: "CustomCardTypeWrong", part: "challengeLengths", possible };
  }
  const { keyLength } = typed;
  if (!keyLengthsOf[cipher].includes(keyLength)) {
    return { type: "CustomCardTypeWrong", part: "keyLength", possible: keyLengthsOf[cipher] };
  }
  return { type: "CustomCardTypeRead", custom: { cipher, mode, challengeLengths, keyLength } };
}

/** The card type that a description amounts to. */
export function customCardType({ cipher, mode, challengeLengths, keyLength }: CustomCardType): CardType {
  const digits = challengeLengths.map((length) => length * 2).join(" or ");
  return {
    name: "custom",
    label: `Custom, ${cipher} ${mode}`,
    cipher,
    mode,
    challengeLengths,
    keyLengths: [keyLength],
    windowsScreen: `The computer shows a challenge of ${digits} hex digits.`,
    adminKeyTries: {
      limit: 5,
      blocksForGood: null,
      note: "Nothing is known of this card's admin key. Counted as 5 tries, after which it may be blocked for good.",
    },
  };
}

function lengthsOf(cipher: CustomCardType["cipher"]): number[] {
  const block = cipher === "3DES" ? 8 : 16;
  return Array.from({ length: mostBlocks }, (_, index) => (index + 1) * block);
}
