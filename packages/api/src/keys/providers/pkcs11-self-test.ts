import { equalInConstantTime, toHex, wipe } from "@unlatch/core/bytes";
import { cardKeyCheckValue, labelledCardKey } from "@unlatch/core/keys/check-value";
import { checkValueLine } from "@unlatch/core/keys/check-value-line";
import { encipher, type KeyCipher } from "@unlatch/core/keys/encipher";
import type { Handle } from "pkcs11js";
import type { Random } from "../../platform/random.ts";
import type { CardKeyToken, KeyProvider, ProviderFinding } from "./key-provider.ts";
import { findKeys, templateOf, withPassingKey } from "./pkcs11-objects.ts";
import { deriveInside, masterKeyForm } from "./pkcs11-derive.ts";
import { type Session, type Sessions, wordOf } from "./pkcs11-sessions.ts";
import { enciphered } from "./pkcs11-token.ts";

interface Tried {
  readonly sessions: Sessions;
  readonly provider: Pick<KeyProvider, "kekId">;
  readonly token: CardKeyToken;
}

const keyLengths: Readonly<Record<KeyCipher, number>> = { "3DES": 24, "AES-128": 16, "AES-192": 24, "AES-256": 32 };

/** @returns what a token can do of what Unlatch asks of it, each tried with keys that are gone after */
export async function tryToken({ sessions, provider, token }: Tried, random: Random): Promise<ProviderFinding[]> {
  const ask = (ability: string, isNeeded: boolean, run: (session: Session) => Promise<boolean | string>) =>
    sessions.use(async (session): Promise<ProviderFinding> => {
      const answer = await run(session).catch((fault: unknown) => wordOf(fault));
      if (answer === true) return { ability, result: "yes", detail: "" };
      return { ability, result: isNeeded ? "broken" : "no", detail: answer === false ? "differs" : answer };
    });
  const findings = [
    await ask("keeps the key-encryption key to itself", true, async (session) => isHidden(session, provider.kekId)),
  ];
  for (const cipher of ["3DES", "AES-128", "AES-192", "AES-256"] as const) {
    findings.push(await answersLikeUs(token, cipher, random));
  }
  for (const [type, cipher] of [["AES", "AES-256"] as const, ["DES3", "3DES"] as const]) {
    findings.push(
      await ask(`derives a card's key from a ${cipher} master key inside`, false, (session) =>
        derivesLikeUs(session, type, random),
      ),
      await ask(`keeps a ${cipher} master key from anything but deriving`, false, (session) =>
        derivesOnly(session, type, random),
      ),
    );
  }
  return findings;
}

async function isHidden({ p11, api, handle, ...rest }: Session, kekId: string): Promise<boolean> {
  const [kek] = findKeys({ p11, api, handle, ...rest }, "unlatch-kek", kekId.slice("p11-".length));
  if (!kek) return false;
  try {
    p11.C_GetAttributeValue(handle, kek.key, [{ type: api.CKA_VALUE }]);
    return false;
  } catch {
    return true;
  }
}

async function answersLikeUs(token: CardKeyToken, cipher: KeyCipher, random: Random): Promise<ProviderFinding> {
  const ability = `answers a challenge under a ${cipher} card key inside`;
  const key = random.bytes(keyLengths[cipher]);
  const challenge = random.bytes(16);
  try {
    const checkValue = cardKeyCheckValue({ cipher }, key);
    const wrapped = await token.wrapCardKey(key, cipher);
    const card = { wrapped, cipher, mode: "ECB", tokenKeyId: token.tokenKeyId, checkValue } as const;
    const used = await token.respond(card, challenge);
    const expected = encipher({ cipher, mode: "ECB", key }, challenge);
    const isRight = used.type === "Response" && equalInConstantTime(used.bytes, expected);
    const shown = labelledCardKey(cipher, checkValue);
    return {
      ability,
      result: isRight ? "yes" : "broken",
      detail: isRight && shown ? checkValueLine(shown) : "differs",
    };
  } catch (fault) {
    return { ability, result: "broken", detail: wordOf(fault) };
  } finally {
    wipe(key);
  }
}

async function derivesLikeUs(session: Session, type: "AES" | "DES3", random: Random): Promise<boolean> {
  const cipher = type === "AES" ? "AES-256" : "3DES";
  const length = keyLengths[cipher];
  const master = random.bytes(length);
  const data = random.bytes(length === 24 ? 24 : 32);
  const block = random.bytes(16);
  const child = encipher({ cipher, mode: "CBC", key: master }, data);
  const expected = encipher({ cipher, mode: "ECB", key: child }, block);
  return withPassingKey(session, masterInside(session, type, master), async (inside) => {
    const derived = deriveInside(session, { master: inside, type, data });
    return withPassingKey(session, derived, async (key) => {
      const answer = await enciphered(session, { key, cipher, mode: "ECB" }, block);
      return toHex(answer) === toHex(expected);
    });
  }).finally(() => wipe(master, child));
}

async function derivesOnly(session: Session, type: "AES" | "DES3", random: Random): Promise<boolean> {
  const cipher = type === "AES" ? "AES-256" : "3DES";
  const master = random.bytes(keyLengths[cipher]);
  return withPassingKey(session, masterInside(session, type, master), async (key) =>
    enciphered(session, { key, cipher, mode: "ECB" }, random.bytes(16)).then(
      () => false,
      () => true,
    ),
  ).finally(() => wipe(master));
}

function masterInside(session: Session, type: "AES" | "DES3", key: Uint8Array): Handle {
  const { api, p11, handle } = session;
  const value = Buffer.from(key);
  return p11.C_CreateObject(handle, [...templateOf(session, masterKeyForm(type)), { type: api.CKA_VALUE, value }]);
}
