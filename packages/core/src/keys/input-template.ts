import { fromHex } from "../bytes.ts";

/** How the text of a placeholder becomes bytes: its characters, two decimal digits a byte, or two hex digits a byte. */
export type TemplateEncoding = "ascii" | "bcd" | "hex";

/** One piece of a template: bytes as they stand, or a part of the card's identity. */
export type TemplatePiece =
  | { readonly type: "literal"; readonly bytes: Uint8Array }
  | { readonly type: "cardId" }
  | {
      readonly type: "serial";
      readonly encoding: TemplateEncoding;
      /** Which characters of the serial number: all, or so many from an end. */
      readonly part: { readonly end: "first" | "last"; readonly count: number } | null;
    };

/** A template, read. */
export interface InputTemplate {
  /** What stands before `|`: a label or a key number, in bytes. Null: nothing does. */
  readonly preface: Uint8Array | null;
  readonly pieces: readonly TemplatePiece[];
}

/** A template that cannot be read. */
export interface TemplateUnreadable {
  readonly type: "TemplateUnreadable";
  /** The part that is not understood, as it was typed. */
  readonly part: string;
  readonly reason: "UNKNOWN_PLACEHOLDER" | "NOT_HEX" | "SAME_FOR_ALL_CARDS" | "PREFACE_NAMES_CARD";
}

/** The identity of a card, as a template can name it. */
export interface TemplateCard {
  readonly serialNumber: string;
  /** The identifier Unlatch gave the card: a UUID. */
  readonly cardId: string;
}

const placeholder = /^\{(?:(cardId)|serial(?:\.(first|last)([1-9]\d?))?(?::(ascii|bcd|hex))?)\}$/;

/**
 * Reads an input template: hex digits stand for themselves, `{serial}` for the characters of the serial number,
 * `{serial:bcd}` and `{serial:hex}` for its digits two a byte, `{serial.last8:bcd}` for a part of it, `{cardId}` for the
 * 16 bytes of the card's identifier. Before a `|` may stand a preface: what the scheme takes beside the input.
 */
export function readInputTemplate(
  text: string,
): { readonly type: "TemplateRead"; readonly template: InputTemplate } | TemplateUnreadable {
  const [before, after] = text.includes("|") ? splitAt(text, text.indexOf("|")) : [null, text];
  const preface = before === null ? [] : piecesIn(before);
  if ("type" in preface) return preface;
  const pieces = piecesIn(after);
  if ("type" in pieces) return pieces;
  if (preface.some(({ type }) => type !== "literal")) {
    return { type: "TemplateUnreadable", part: (before ?? "").trim(), reason: "PREFACE_NAMES_CARD" };
  }
  if (pieces.every(({ type }) => type === "literal")) {
    return { type: "TemplateUnreadable", part: after.trim(), reason: "SAME_FOR_ALL_CARDS" };
  }
  const bytes = before === null ? null : joined(preface.flatMap((piece) => ("bytes" in piece ? [piece.bytes] : [])));
  return { type: "TemplateRead", template: { preface: bytes, pieces } };
}

/**
 * The bytes a template gives for a card.
 *
 * @returns null where the serial number cannot be written in the encoding that the template asks for, or is too short
 */
export function templateInput({ pieces }: InputTemplate, card: TemplateCard): Uint8Array | null {
  const parts = pieces.map((piece) => bytesOf(piece, card));
  return parts.includes(null) ? null : joined(parts.filter((part) => part !== null));
}

function splitAt(text: string, index: number): [string, string] {
  return [text.slice(0, index), text.slice(index + 1)];
}

function piecesIn(text: string): TemplatePiece[] | TemplateUnreadable {
  const pieces: TemplatePiece[] = [];
  for (const part of text.split(/(\{[^}]*\}?)/)) {
    const typed = part.replaceAll(/\s/g, "");
    if (typed === "") continue;
    const piece = typed.startsWith("{") ? placeholderIn(typed) : literalIn(typed);
    if (piece === null) {
      const reason = typed.startsWith("{") ? "UNKNOWN_PLACEHOLDER" : "NOT_HEX";
      return { type: "TemplateUnreadable", part: typed, reason };
    }
    pieces.push(piece);
  }
  return pieces;
}

function placeholderIn(typed: string): TemplatePiece | null {
  const found = placeholder.exec(typed);
  if (found === null) return null;
  const [, cardId, end, count, encoding = "ascii"] = found;
  if (cardId !== undefined) return { type: "cardId" };
  const part = end === undefined ? null : { end: end as "first" | "last", count: Number(count) };
  return { type: "serial", encoding: encoding as TemplateEncoding, part };
}

function literalIn(typed: string): TemplatePiece | null {
  return /^(?:[0-9A-Fa-f]{2})+$/.test(typed) ? { type: "literal", bytes: fromHex(typed) } : null;
}

function bytesOf(piece: TemplatePiece, { serialNumber, cardId }: TemplateCard): Uint8Array | null {
  switch (piece.type) {
    case "literal":
      return piece.bytes;
    case "cardId":
      return fromHex(cardId.replaceAll("-", ""));
    case "serial":
      return serialBytes(piece, serialNumber);
    default:
      return piece satisfies never;
  }
}

function serialBytes(
  { encoding, part }: Extract<TemplatePiece, { type: "serial" }>,
  serialNumber: string,
): Uint8Array | null {
  if (part !== null && serialNumber.length < part.count) return null;
  const text = part === null ? serialNumber : partOf(serialNumber, part);
  if (encoding === "ascii") return new TextEncoder().encode(text);
  const digits = text.replaceAll(/[._:/-]/g, "");
  if (!(encoding === "bcd" ? /^\d+$/ : /^[0-9A-Fa-f]+$/).test(digits)) return null;
  return fromHex(digits.length % 2 === 0 ? digits : `0${digits}`);
}

function partOf(text: string, { end, count }: { end: "first" | "last"; count: number }): string {
  return end === "first" ? text.slice(0, count) : text.slice(-count);
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => Array.from(part)));
}
