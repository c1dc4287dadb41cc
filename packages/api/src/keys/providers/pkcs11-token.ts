import { toHex, wipe } from "@unlatch/core/bytes";
import { blockLengthOf, type KeyCipher } from "@unlatch/core/keys/encipher";
import type { Handle, Mechanism } from "pkcs11js";
import type { Random } from "../../platform/random.ts";
import { type CardKeyToken, KekUnavailable, type TokenUse } from "./key-provider.ts";
import { findKeys, generateKey, templateOf, withPassingKey } from "./pkcs11-objects.ts";
import { type Session, type Sessions, wordOf } from "./pkcs11-sessions.ts";

/** The label of the token's key that card keys are wrapped under. */
export const cardWrapLabel = "unlatch-card-keys";
const prefix = "p11-cards-";

const keyTypeOf = (cipher: KeyCipher) => (cipher === "3DES" ? "DES3" : "AES");
const wrapsAndUnwraps = { wrap: true, unwrap: true } as const;
const damaged = /CKR_(WRAPPED_KEY|UNWRAPPING|ENCRYPTED_DATA)|CKR_GENERAL_ERROR/;

/** @returns the use of card keys inside a token, with a wrapping key of the token's own, made where there is none */
export async function pkcs11Token(sessions: Sessions, random: Random): Promise<CardKeyToken> {
  const id = await sessions.use(async (session) => {
    const [found] = findKeys(session, cardWrapLabel);
    if (found) return found.id;
    const fresh = random.bytes(8);
    const kept = { label: cardWrapLabel, id: fresh };
    await generateKey(session, { type: "AES", abilities: wrapsAndUnwraps, kept });
    return Buffer.from(fresh).toString("hex");
  });
  return {
    tokenKeyId: `${prefix}${id}`,
    wrapCardKey: (key, cipher) =>
      sessions.use(async (session) => {
        const taken = takenIn(session, key, cipher);
        return withPassingKey(session, taken, (card) => wrapped(session, wrappingKey(session, id), card));
      }),
    respond: (key, challenge) =>
      sessions.use(async (session): Promise<TokenUse> => {
        const card = await unwrapped(session, { ...key, id: key.tokenKeyId.slice(prefix.length) });
        if (card === null) return { type: "Troubled", cause: "SEAL_BROKEN" };
        return withPassingKey(session, card, async (inside) => {
          if ((await checkValueInside(session, inside, key.cipher)) !== key.checkValue) {
            return { type: "Troubled", cause: "CHECK_VALUE_DIFFERS" };
          }
          const bytes = await enciphered(session, { key: inside, cipher: key.cipher, mode: key.mode }, challenge);
          return { type: "Response", bytes };
        });
      }),
  };
}

function wrappingKey(session: Session, id: string): Handle {
  const [found] = findKeys(session, cardWrapLabel, id);
  if (!found) throw new KekUnavailable(`The token does not hold the key ${prefix}${id}.`);
  return found.key;
}

/** The only moment at which a card's key is outside of the token: when it comes from an import. */
function takenIn({ api, p11, handle }: Session, key: Uint8Array, cipher: KeyCipher): Handle {
  const value = Buffer.alloc(cipher === "3DES" ? 24 : key.length);
  value.set(key);
  if (cipher === "3DES" && key.length === 16) value.set(key.subarray(0, 8), 16);
  try {
    return p11.C_CreateObject(handle, [
      { type: api.CKA_CLASS, value: api.CKO_SECRET_KEY },
      { type: api.CKA_KEY_TYPE, value: keyTypeOf(cipher) === "AES" ? api.CKK_AES : api.CKK_DES3 },
      { type: api.CKA_TOKEN, value: false },
      { type: api.CKA_PRIVATE, value: true },
      { type: api.CKA_SENSITIVE, value: true },
      { type: api.CKA_EXTRACTABLE, value: true },
      { type: api.CKA_VALUE, value },
    ]);
  } finally {
    wipe(value);
  }
}

async function wrapped({ api, p11, handle }: Session, under: Handle, key: Handle): Promise<Uint8Array> {
  const form = await p11.C_WrapKeyAsync(handle, { mechanism: api.CKM_AES_KEY_WRAP_PAD }, under, key, Buffer.alloc(64));
  return Uint8Array.from(form);
}

async function unwrapped(
  session: Session,
  key: { readonly wrapped: Uint8Array; readonly id: string; readonly cipher: KeyCipher },
): Promise<Handle | null> {
  const { api, p11, handle } = session;
  const under = wrappingKey(session, key.id);
  const form = { type: keyTypeOf(key.cipher), abilities: { encrypt: true }, kept: null } as const;
  try {
    return await p11.C_UnwrapKeyAsync(
      handle,
      { mechanism: api.CKM_AES_KEY_WRAP_PAD },
      under,
      Buffer.from(key.wrapped),
      templateOf(session, form),
    );
  } catch (fault) {
    if (damaged.test(wordOf(fault))) return null;
    throw new KekUnavailable(`The token does not unwrap card keys (${wordOf(fault)}).`, "no answer");
  }
}

/** Enciphers whole blocks under a key of the token. */
export async function enciphered(
  { api, p11, handle }: Session,
  { key, cipher, mode }: { readonly key: Handle; readonly cipher: KeyCipher; readonly mode: "ECB" | "CBC" },
  blocks: Uint8Array,
): Promise<Uint8Array> {
  const isAes = keyTypeOf(cipher) === "AES";
  const ecb: Mechanism = { mechanism: isAes ? api.CKM_AES_ECB : api.CKM_DES3_ECB };
  const cbc: Mechanism = {
    mechanism: isAes ? api.CKM_AES_CBC : api.CKM_DES3_CBC,
    parameter: Buffer.alloc(blockLengthOf(cipher)),
  };
  p11.C_EncryptInit(handle, mode === "ECB" ? ecb : cbc, key);
  const answer = await p11.C_EncryptAsync(handle, Buffer.from(blocks), Buffer.alloc(blocks.length));
  const bytes = Uint8Array.from(answer.subarray(0, blocks.length));
  wipe(answer);
  return bytes;
}

/** The check value of a card's key, computed without the key: see `cardKeyCheckValue`. */
async function checkValueInside(session: Session, key: Handle, cipher: KeyCipher): Promise<string> {
  const zeros = new Uint8Array(blockLengthOf(cipher));
  const first = await enciphered(session, { key, cipher, mode: "ECB" }, zeros);
  const block =
    cipher === "3DES" ? first : await enciphered(session, { key, cipher, mode: "ECB" }, doubledForCmac(first));
  const value = toHex(block.subarray(0, 3));
  wipe(first, block);
  return value;
}

/** The subkey K1 of CMAC, which is also the last block when a block of zeros is authenticated. @see SP 800-38B 6.1 */
function doubledForCmac(block: Uint8Array): Uint8Array {
  const doubled = block.map((byte, index) => ((byte << 1) & 0xff) | ((block[index + 1] ?? 0) >> 7));
  if ((block[0] ?? 0) & 0x80) doubled[doubled.length - 1] = (doubled.at(-1) ?? 0) ^ 0x87;
  return doubled;
}
