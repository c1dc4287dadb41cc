import type { Handle } from "pkcs11js";
import { type KeyForm, templateOf } from "./pkcs11-objects.ts";
import type { Session } from "./pkcs11-sessions.ts";

/** A master key as a token keeps it: it derives, and neither enciphers nor wraps nor leaves. */
export const masterKeyForm = (type: "AES" | "DES3"): KeyForm => ({ type, abilities: { derive: true }, kept: null });

/**
 * Derives a card's key inside the token: the data enciphered in CBC mode from an all-zero vector.
 *
 * @param data - as many bytes as the card's key is to have, whole blocks
 * @returns a key that only enciphers, and is gone with its session
 * @see PKCS #11 base mechanisms, CKM_AES_CBC_ENCRYPT_DATA and CKM_DES3_CBC_ENCRYPT_DATA
 */
export function deriveInside(
  session: Session,
  { master, type, data }: { readonly master: Handle; readonly type: "AES" | "DES3"; readonly data: Uint8Array },
): Handle {
  const { api, p11, handle } = session;
  const isAes = type === "AES";
  const mechanism = {
    mechanism: isAes ? api.CKM_AES_CBC_ENCRYPT_DATA : api.CKM_DES3_CBC_ENCRYPT_DATA,
    parameter: {
      type: isAes ? api.CK_PARAMS_AES_CBC : api.CK_PARAMS_DES_CBC_ENCRYPT_DATA,
      iv: Buffer.alloc(isAes ? 16 : 8),
      data: Buffer.from(data),
    },
  };
  const form: KeyForm = { type, abilities: { encrypt: true }, kept: null };
  const length = isAes ? [{ type: api.CKA_VALUE_LEN, value: data.length }] : [];
  return p11.C_DeriveKey(handle, mechanism, master, [...templateOf(session, form), ...length]);
}
