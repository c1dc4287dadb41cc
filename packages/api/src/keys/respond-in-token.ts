import { wipe } from "@unlatch/core/bytes";
import type { CardType } from "@unlatch/core/challenge/card-types";
import type { Sql } from "../platform/sql.ts";
import type { SealedAdminKey } from "./admin-key.repository.ts";
import type { AdminKeySeals } from "./admin-key-seals.ts";
import type { KeyUse } from "./key-use.ts";
import type { CardKeyToken } from "./providers/key-provider.ts";

/**
 * Answers a challenge under an admin key that never leaves the token: what is sealed in the database is wrapped under a
 * key of the token, and the token alone unwraps it.
 */
export async function respondInToken(
  { seals, token, sql }: { readonly seals: AdminKeySeals; readonly token: CardKeyToken; readonly sql: Sql },
  asked: { readonly kept: SealedAdminKey; readonly cardType: CardType; readonly challenge: Uint8Array },
): Promise<KeyUse<Uint8Array>> {
  const { kept, cardType, challenge } = asked;
  const { cipher, mode, challengeLengths } = cardType;
  if (cipher === "NONE" || kept.algorithm !== cipher || !challengeLengths.includes(challenge.length)) {
    return { type: "KeyTroubled", cause: "LENGTH_DOES_NOT_FIT" };
  }
  const opened = await seals.open(sql, kept);
  if (opened.type === "KeyTroubled") return opened;
  const key = { wrapped: opened.bytes, tokenKeyId: kept.tokenKeyId ?? "", checkValue: kept.checkValue, cipher, mode };
  try {
    const used = await token.respond(key, challenge);
    if (used.type === "Troubled") return { type: "KeyTroubled", cause: used.cause };
    return { type: "KeyUsed", value: used.bytes };
  } catch {
    return { type: "KeyTroubled", cause: "KEY_PROVIDER_UNAVAILABLE" };
  } finally {
    wipe(opened.bytes);
  }
}
