import type { DiversificationScheme } from "./diversification-scheme.ts";
import type { InputTemplate, TemplatePiece } from "./input-template.ts";

/** What one byte of a derivation block can be; null: anything. */
type ByteShape = ((byte: number) => boolean) | null;

const an10922Constants: Readonly<Partial<Record<DiversificationScheme, readonly number[]>>> = {
  AN10922_AES128: [0x01],
  AN10922_AES192: [0x11, 0x12],
  AN10922_AES256: [0x41, 0x42],
  AN10922_2TDEA: [0x21, 0x22],
  AN10922_3TDEA: [0x31, 0x32, 0x33],
};

/** Fewer known bytes than these would catch challenges that cards really show. */
const leastKnownBytes = 3;

/**
 * Whether a challenge looks like a block that a scheme enciphers under its master key for some card: whoever wants
 * another card's key would type that. Decided by what all cards' blocks have in common, so that no card has to be looked
 * up; a block that a card made at random looks so in one or two of a thousand cases at most, and the card makes another.
 */
export function looksLikeDerivation(
  scheme: DiversificationScheme,
  template: InputTemplate,
  challenge: Uint8Array,
): boolean {
  return blockStarts(scheme, challenge).some((blocks) => beginsWithDerivation(scheme, template, blocks));
}

function beginsWithDerivation(scheme: DiversificationScheme, template: InputTemplate, blocks: Uint8Array): boolean {
  switch (scheme) {
    case "AN10922_AES128":
    case "AN10922_AES192":
    case "AN10922_AES256":
    case "AN10922_2TDEA":
    case "AN10922_3TDEA":
      return (an10922Constants[scheme] ?? []).some((constant) =>
        beginsLike([is(constant), ...shapeOf(template)], blocks),
      );
    case "SP800_108_CMAC":
    case "SP800_108_HMAC":
      return blocks.subarray(0, 3).every((byte) => byte === 0) && (blocks[3] ?? 0) > 0;
    case "KDF3":
      return [1, 2].includes(blocks[0] ?? 0) && [1, 2, 3, 5].every((at) => blocks[at] === 0);
    case "EMV_OPTION_A": {
      const block = blocks.subarray(0, 8);
      return isDecimal(block) || isDecimal(block.map((byte) => byte ^ 0xff));
    }
    case "EMV_CPS_11":
    case "VISA2":
      return endsLikeAHalf(blocks);
    default:
      return scheme satisfies never;
  }
}

function beginsLike(shape: readonly ByteShape[], challenge: Uint8Array): boolean {
  const seen = shape.slice(0, challenge.length);
  if (seen.filter((known) => known !== null).length < leastKnownBytes) return false;
  return seen.every((matches, index) => matches === null || matches(challenge[index] ?? 0));
}

/** As many bytes of the input as can be told without a card: a serial number of any length ends what is known. */
function shapeOf({ pieces }: InputTemplate): ByteShape[] {
  const shape: ByteShape[] = [];
  for (const piece of pieces) {
    const { bytes, isOpenEnded } = pieceShape(piece);
    shape.push(...bytes);
    if (isOpenEnded) break;
  }
  return shape;
}

function pieceShape(piece: TemplatePiece): { bytes: ByteShape[]; isOpenEnded: boolean } {
  if (piece.type === "literal") return { bytes: Array.from(piece.bytes, is), isOpenEnded: false };
  if (piece.type === "cardId") return { bytes: Array<ByteShape>(16).fill(null), isOpenEnded: false };
  const { encoding, part } = piece;
  const characters = part?.count ?? shortestSerial;
  const length = encoding === "ascii" ? characters : Math.floor(characters / 2);
  const shape = { ascii: isSerialCharacter, bcd: isTwoDigits, hex: null }[encoding];
  return { bytes: Array<ByteShape>(length).fill(shape), isOpenEnded: part === null };
}

/** What is assumed of a serial number whose length a template does not say. */
const shortestSerial = 6;

const is =
  (expected: number): ByteShape =>
  (byte) =>
    byte === expected;
const isSerialCharacter = (byte: number) => /[A-Z0-9._:/-]/.test(String.fromCharCode(byte));
const isTwoDigits = (byte: number) => byte >> 4 < 10 && (byte & 15) < 10;
const isDecimal = (block: Uint8Array) => block.every(isTwoDigits);

function endsLikeAHalf(block: Uint8Array): boolean {
  return [0xf0, 0x0f].includes(block[6] ?? 0) && [1, 2, 3].includes(block[7] ?? 0);
}

const aesSchemes: readonly DiversificationScheme[] = ["AN10922_AES128", "AN10922_AES192", "AN10922_AES256", "KDF3"];

/** The challenge from each of its blocks on: in ECB mode every one of them is enciphered by itself. */
function blockStarts(scheme: DiversificationScheme, challenge: Uint8Array): Uint8Array[] {
  const block = aesSchemes.includes(scheme) ? 16 : 8;
  return Array.from({ length: Math.ceil(challenge.length / block) }, (_, index) => challenge.subarray(index * block));
}
