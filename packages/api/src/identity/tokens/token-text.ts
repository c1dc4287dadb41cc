import { crc32 } from "node:zlib";
import type { Random } from "../../platform/random.ts";

const alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const start = "unl_";
const [randomLength, checkLength] = [30, 6];
const form = new RegExp(`^${start}([0-9A-Za-z]{${randomLength}})([0-9A-Za-z]{${checkLength}})$`);

/** How much of a token is shown in lists: enough to find it again, too little to use. */
const shownLength = start.length + 6;

/**
 * @returns a new token: `unl_`, 30 random characters (178 bits) and a checksum of them, so that programs which look for
 *   secrets in the wrong place find it and are sure of it
 */
export function newTokenText(random: Random): string {
  const body = Array.from({ length: randomLength }, () => alphabet[evenBelow62(random)]).join("");
  return `${start}${body}${checkOf(body)}`;
}

/** Whether a text can be a token at all: one that was mistyped or made up is known without looking it up. */
export function isTokenText(text: string): boolean {
  const [, body, check] = form.exec(text) ?? [];
  return body !== undefined && check === checkOf(body);
}

/** @returns how a token begins, for lists */
export function shownPrefix(text: string): string {
  return text.slice(0, shownLength);
}

/** CRC-32 in the same 62 characters, filled up with zeros in front. */
function checkOf(body: string): string {
  let rest = crc32(body);
  let check = "";
  for (let place = 0; place < checkLength; place += 1) {
    check = `${alphabet[rest % alphabet.length]}${check}`;
    rest = Math.floor(rest / alphabet.length);
  }
  return check;
}

/** Bytes that would make some characters likelier than others are drawn again. */
function evenBelow62(random: Random): number {
  for (;;) {
    const [byte = 255] = random.bytes(1);
    if (byte < 248) return byte % alphabet.length;
  }
}
