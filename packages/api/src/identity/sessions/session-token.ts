import { createHash } from "node:crypto";
import type { Random } from "../../platform/random.ts";

/** @returns a new token of 256 random bits, as 43 characters that are safe in a cookie and in an address */
export function newToken(random: Random): string {
  return Buffer.from(random.bytes(32)).toString("base64url");
}

/** @returns what is kept of a token, 64 hex digits: from it nobody gets the token back */
export function hashOfToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}
