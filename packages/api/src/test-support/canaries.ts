import { toHex } from "@unlatch/core/bytes";
import { groupsOfFour } from "@unlatch/core/challenge/show";

/** A secret that a test uses so that it can look for it where it must not be. */
export interface Canary {
  /** What it is, in words; never the secret. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** @returns every form in which a secret of bytes could be written down */
export function formsOf({ bytes }: Canary): Buffer[] {
  const plain = Buffer.from(bytes);
  const hex = toHex(bytes);
  const groups = groupsOfFour(hex);
  const texts = [
    hex,
    hex.toLowerCase(),
    groups.join(" "),
    groups.join(" ").toLowerCase(),
    JSON.stringify(groups),
    plain.toString("base64"),
    plain.toString("base64url"),
    JSON.stringify([...bytes]).slice(1, -1),
    hex.toLowerCase().replaceAll(/../g, (pair) => `\\x${pair}`),
  ];
  return [plain, ...[...new Set(texts)].map((text) => Buffer.from(text, "utf8"))];
}

/** @returns the names of the secrets that stand somewhere in a haystack, in any form */
export function canariesIn(haystack: Uint8Array | string, canaries: readonly Canary[]): string[] {
  const bytes = typeof haystack === "string" ? Buffer.from(haystack, "utf8") : Buffer.from(haystack);
  return canaries.filter((canary) => formsOf(canary).some((form) => bytes.includes(form))).map(({ name }) => name);
}
