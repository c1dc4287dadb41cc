import { fromHex } from "@unlatch/core/bytes";

/** What came of reading a response as somebody typed it; `expected` and `entered` count hexadecimal digits. */
export type ResponseReading =
  | { readonly type: "ResponseRead"; readonly bytes: Uint8Array }
  | { readonly type: "ResponseMissing" }
  | { readonly type: "ResponseHasBadCharacter" }
  | { readonly type: "ResponseWrongLength"; readonly expected: number; readonly entered: number };

/**
 * Reads a response as a computer's unblock screen does: blanks and dashes between the groups do not count, nothing is
 * corrected. What cannot be a response is refused before it costs the card a try.
 *
 * @param length - bytes of the challenge it answers
 */
export function readResponse(typed: string, length: number): ResponseReading {
  const digits = typed.replaceAll(/[\s\p{Pd}]/gu, "");
  if (digits === "") return { type: "ResponseMissing" };
  if (!/^[0-9A-Fa-f]+$/.test(digits)) return { type: "ResponseHasBadCharacter" };
  if (digits.length !== length * 2) {
    return { type: "ResponseWrongLength", expected: length * 2, entered: digits.length };
  }
  return { type: "ResponseRead", bytes: fromHex(digits) };
}
