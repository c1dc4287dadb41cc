import { timingSafeEqual } from "node:crypto";
import type { SecretSeal } from "../platform/secret-seal.ts";
import type { NoticeLink, NoticeLinkPurpose } from "./notice-link.repository.ts";

const idBytes = 16;
const signatureBytes = 24;
const longestToken = 64;

/**
 * The tokens of links in mails: the link's id and its signature under a key of this installation. So nothing that opens a
 * link is kept in the outbox or anywhere else, and whoever can write to the database alone cannot make one.
 *
 * @see docs/adr on signed links
 */
export function makeLinkTokens(seal: Pick<SecretSeal, "fingerprintOf">) {
  const signatureOf = (id: string, purpose: NoticeLinkPurpose) =>
    Buffer.from(seal.fingerprintOf(`notice link\0${purpose}\0${id}`), "hex").subarray(0, signatureBytes);
  return {
    tokenOf: ({ id, purpose }: Pick<NoticeLink, "id" | "purpose">): string =>
      Buffer.concat([Buffer.from(id.replaceAll("-", ""), "hex"), signatureOf(id, purpose)]).toString("base64url"),
    /** @returns the id of the link that the token opens; null when this installation did not make it for this purpose */
    idIn(token: string, purpose: NoticeLinkPurpose): string | null {
      const bytes = token.length <= longestToken ? Buffer.from(token, "base64url") : Buffer.alloc(0);
      if (bytes.length !== idBytes + signatureBytes) return null;
      const id = bytes
        .subarray(0, idBytes)
        .toString("hex")
        .replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
      return timingSafeEqual(bytes.subarray(idBytes), signatureOf(id, purpose)) ? id : null;
    },
  };
}

/** Makes and reads the tokens of links in mails. */
export type LinkTokens = ReturnType<typeof makeLinkTokens>;
