import type { Attribute, Handle, Template } from "pkcs11js";
import type { Session } from "./pkcs11-sessions.ts";

/** What a key of a token may do. Whatever is not named it may not. */
export interface KeyAbilities {
  readonly encrypt?: boolean;
  readonly decrypt?: boolean;
  readonly wrap?: boolean;
  readonly unwrap?: boolean;
  readonly derive?: boolean;
}

/** What a key is made as. */
export interface KeyForm {
  readonly type: "AES" | "DES3";
  readonly abilities: KeyAbilities;
  /** Kept for good under a label and an id; null: gone with its session. */
  readonly kept: { readonly label: string; readonly id: Uint8Array } | null;
}

/** @returns the attributes of a key that never leaves the token and does what it may and nothing else */
export function templateOf({ api }: Session, { type, abilities, kept }: KeyForm): Template {
  const attributes: Template = [
    { type: api.CKA_CLASS, value: api.CKO_SECRET_KEY },
    { type: api.CKA_KEY_TYPE, value: type === "AES" ? api.CKK_AES : api.CKK_DES3 },
    { type: api.CKA_TOKEN, value: kept !== null },
    { type: api.CKA_PRIVATE, value: true },
    { type: api.CKA_SENSITIVE, value: true },
    { type: api.CKA_EXTRACTABLE, value: false },
    { type: api.CKA_ENCRYPT, value: abilities.encrypt ?? false },
    { type: api.CKA_DECRYPT, value: abilities.decrypt ?? false },
    { type: api.CKA_WRAP, value: abilities.wrap ?? false },
    { type: api.CKA_UNWRAP, value: abilities.unwrap ?? false },
    { type: api.CKA_DERIVE, value: abilities.derive ?? false },
    { type: api.CKA_SIGN, value: false },
    { type: api.CKA_VERIFY, value: false },
  ];
  if (kept === null) return attributes;
  return [
    ...attributes,
    { type: api.CKA_MODIFIABLE, value: false },
    { type: api.CKA_LABEL, value: kept.label },
    { type: api.CKA_ID, value: Buffer.from(kept.id) },
  ];
}

/** Makes an AES-256 key inside the token; its bytes were never anywhere else. */
export async function generateKey(session: Session, form: KeyForm): Promise<Handle> {
  const { api, p11, handle } = session;
  return p11.C_GenerateKeyAsync(handle, { mechanism: api.CKM_AES_KEY_GEN }, [
    ...templateOf(session, form),
    { type: api.CKA_VALUE_LEN, value: 32 },
  ]);
}

/** @returns the keys under a label, or the one of them with an id, each with its id in hex */
export function findKeys(session: Session, label: string, id?: string): { key: Handle; id: string }[] {
  const { api, p11, handle } = session;
  const named: Attribute[] = id === undefined ? [] : [{ type: api.CKA_ID, value: Buffer.from(id, "hex") }];
  p11.C_FindObjectsInit(handle, [
    { type: api.CKA_CLASS, value: api.CKO_SECRET_KEY },
    { type: api.CKA_TOKEN, value: true },
    { type: api.CKA_LABEL, value: label },
    ...named,
  ]);
  const keys = p11.C_FindObjects(handle, 100);
  p11.C_FindObjectsFinal(handle);
  return keys.map((key) => {
    const [found] = p11.C_GetAttributeValue(handle, key, [{ type: api.CKA_ID }]);
    return { key, id: Buffer.isBuffer(found?.value) ? found.value.toString("hex") : "" };
  });
}

/** Uses a key that is gone after, whatever happens. */
export async function withPassingKey<T>(session: Session, key: Handle, use: (key: Handle) => Promise<T>): Promise<T> {
  try {
    return await use(key);
  } finally {
    session.p11.C_DestroyObject(session.handle, key);
  }
}
