import { encodeAssociatedData } from "@unlatch/core/keys/associated-data";
import { SealBroken } from "@unlatch/core/keys/seal";
import type { Handle } from "pkcs11js";
import type { Random } from "../../platform/random.ts";
import { type DataKeyName, KekUnavailable, type KeyProvider } from "./key-provider.ts";
import { findKeys, generateKey } from "./pkcs11-objects.ts";
import { tryToken } from "./pkcs11-self-test.ts";
import { openSessions, type Session, type TokenPlace, wordOf } from "./pkcs11-sessions.ts";
import { pkcs11Token } from "./pkcs11-token.ts";
import { tryWrapping } from "./try-wrapping.ts";

export { TokenUnusable } from "./pkcs11-sessions.ts";

/** The label of the token's key-encryption keys. */
export const kekLabel = "unlatch-kek";
const prefix = "p11-";
const nonceLength = 12;
const tagLength = 16;

/**
 * The key-encryption key inside a token: made there, never out of it, and it wraps data keys and nothing else.
 *
 * @throws TokenUnusable when there is no such token, or it is not to be opened
 */
export async function openPkcs11Provider(place: TokenPlace, random: Random): Promise<KeyProvider> {
  const sessions = await openSessions(place);
  const token = await pkcs11Token(sessions, random);
  let current = "";
  const provider: KeyProvider = {
    kind: "pkcs11",
    token,
    get kekId() {
      return current;
    },
    wrap: (dataKey, name) =>
      sessions.use(async (session) => {
        const wrapped = await sealed(session, { kekId: current, name, nonce: random.bytes(nonceLength) }, dataKey);
        return { kekId: current, wrapped };
      }),
    unwrap: ({ kekId, wrapped }, name) =>
      sessions.use((session) => opened(session, { kekId, name }, wrapped)).catch(unavailable),
    use: (kekId) =>
      sessions.use(async (session) => {
        const isThere = findKek(session, kekId) !== null;
        current = isThere ? kekId : current;
        return isThere;
      }),
    makeNext: () =>
      sessions.use(async (session) => {
        const id = random.bytes(8);
        const abilities = { encrypt: true, decrypt: true };
        await generateKey(session, { type: "AES", abilities, kept: { label: kekLabel, id } });
        return `${prefix}${Buffer.from(id).toString("hex")}`;
      }),
    settle: () => Promise.resolve(),
    async selfTest() {
      return [...(await tryWrapping(provider, random)), ...(await tryToken({ sessions, provider, token }, random))];
    },
    close: () => Promise.resolve(sessions.close()),
  };
  return provider;
}

/** Whatever a token that is gone answers with: its keys are not at hand. */
function unavailable(fault: unknown): never {
  if (fault instanceof SealBroken || fault instanceof KekUnavailable) throw fault;
  throw new KekUnavailable(`The token does not unwrap data keys (${wordOf(fault)}).`, "no answer");
}

function findKek(session: Session, kekId: string): Handle | null {
  if (!kekId.startsWith(prefix)) return null;
  return findKeys(session, kekLabel, kekId.slice(prefix.length))[0]?.key ?? null;
}

function kekOf(session: Session, kekId: string): Handle {
  const key = findKek(session, kekId);
  if (key === null) throw new KekUnavailable(`The token does not hold the key ${kekId}.`);
  return key;
}

const gcm = ({ api }: Session, nonce: Uint8Array, { id, purpose, epoch, kekId }: DataKeyName & { kekId: string }) => ({
  mechanism: api.CKM_AES_GCM,
  parameter: {
    type: api.CK_PARAMS_AES_GCM_v240,
    iv: Buffer.from(nonce),
    ivBits: nonceLength * 8,
    aad: Buffer.from(encodeAssociatedData(["data_keys", 1, purpose, id, epoch, kekId])),
    tagBits: tagLength * 8,
  },
});

/** Nonce, ciphertext and tag, one after another. */
async function sealed(
  session: Session,
  { kekId, name, nonce }: { readonly kekId: string; readonly name: DataKeyName; readonly nonce: Uint8Array },
  dataKey: Uint8Array,
): Promise<Uint8Array> {
  const { p11, handle } = session;
  p11.C_EncryptInit(handle, gcm(session, nonce, { ...name, kekId }), kekOf(session, kekId));
  const room = Buffer.alloc(dataKey.length + tagLength);
  const form = await p11.C_EncryptAsync(handle, Buffer.from(dataKey.buffer, dataKey.byteOffset, dataKey.length), room);
  return Uint8Array.of(...nonce, ...form);
}

async function opened(
  session: Session,
  { kekId, name }: { readonly kekId: string; readonly name: DataKeyName },
  wrapped: Uint8Array,
): Promise<Uint8Array> {
  const { p11, handle } = session;
  const kek = kekOf(session, kekId);
  if (wrapped.length <= nonceLength + tagLength) throw new SealBroken("malformed");
  try {
    p11.C_DecryptInit(handle, gcm(session, wrapped.subarray(0, nonceLength), { ...name, kekId }), kek);
    const room = Buffer.alloc(wrapped.length);
    const key = await p11.C_DecryptAsync(handle, Buffer.from(wrapped.subarray(nonceLength)), room);
    const dataKey = Uint8Array.from(key);
    room.fill(0);
    key.fill(0);
    return dataKey;
  } catch (fault) {
    if (/CKR_(ENCRYPTED_DATA|DATA_INVALID|GENERAL_ERROR)/.test(wordOf(fault))) throw new SealBroken("rejected");
    throw fault;
  }
}
